package org.chainer.array;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes floating-point numbers as NumPy does: each with the fewest digits that tell it from its neighbours in its dtype, in an array with
 * at most eight digits after the point and in aligned columns; powers of ten where the magnitudes ask for it.
 */
final class FloatFormat {
    private static final int PRECISION = 8;

    private FloatFormat() {}

    /** A single number, with all its digits. */
    static String scalar(double value, DType dtype) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        double magnitude = Math.abs(value);
        if (magnitude == 0 || magnitude >= 1e-4 && magnitude < (dtype == DType.FLOAT64 ? 1e16 : exponentsFrom(dtype))) {
            String text = sign(value) + shortest(magnitude, dtype).toPlainString();
            return text.contains(".") ? text : text + ".0";
        }
        return scientific(value, dtype, Integer.MAX_VALUE, 0, 2).replace(".e", "e");
    }

    /** The numbers of an array, all of one width. */
    static String[] format(double[] values, DType dtype) {
        boolean exponents = needsExponents(values, dtype);
        String[] words = new String[values.length];
        int fraction = 0;
        int exponentDigits = 2;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                words[i] = exponents ? scientific(values[i], dtype, PRECISION, 0, 2) : positional(values[i], dtype);
                int e = exponents ? words[i].indexOf('e') : words[i].length();
                fraction = Math.max(fraction, e - words[i].indexOf('.') - 1);
                exponentDigits = Math.max(exponentDigits, words[i].length() - e - 2);
            }
        }
        int left = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                words[i] = exponents
                        ? scientific(values[i], dtype, fraction, fraction, exponentDigits)
                        : words[i] + " ".repeat(fraction - (words[i].length() - words[i].indexOf('.') - 1));
                left = Math.max(left, words[i].indexOf('.'));
            }
        }
        return aligned(words, values, left, exponents ? fraction + 2 + exponentDigits : fraction);
    }

    private static String[] aligned(String[] words, double[] values, int left, int right) {
        int width = left + 1 + right;
        for (int i = 0; i < words.length; i++) {
            if (words[i] == null) {
                words[i] = nonFinite(values[i]);
            }
            width = Math.max(width, words[i].length());
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = " ".repeat(width - words[i].length()) + words[i];
        }
        return words;
    }

    private static boolean needsExponents(double[] values, DType dtype) {
        double greatest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value) && value != 0) {
                greatest = Math.max(greatest, Math.abs(value));
                smallest = Math.min(smallest, Math.abs(value));
            }
        }
        return greatest > 0
                && (greatest >= exponentsFrom(dtype)
                        || smallest < rounded(1e-4, dtype)
                        || rounded(greatest / smallest, dtype) > 1000);
    }

    /** Numbers of this magnitude, which have more digits than the dtype holds, are written with exponents. */
    private static double exponentsFrom(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 1e8;
            case FLOAT32 -> 1e6;
            case FLOAT16 -> 1e3;
            default -> 1e2;
        };
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }

    private static String positional(double value, DType dtype) {
        double magnitude = Math.abs(value);
        BigDecimal digits = shortest(magnitude, dtype);
        if (digits.scale() > PRECISION) {
            digits = new BigDecimal(magnitude).setScale(PRECISION, RoundingMode.HALF_EVEN);
        }
        String text = digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
        return sign(value) + (text.contains(".") ? text : text + ".");
    }

    private static String scientific(double value, DType dtype, int most, int least, int exponentDigits) {
        double magnitude = Math.abs(value);
        BigDecimal digits = shortest(magnitude, dtype);
        if (digits.precision() - 1 > most || digits.precision() - 1 < least) {
            int places = digits.precision() - 1 > most ? most : least;
            digits = new BigDecimal(magnitude).round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
        }
        digits = digits.signum() == 0 ? BigDecimal.ZERO : digits.stripTrailingZeros();
        String unscaled = digits.unscaledValue().toString();
        int exponent = digits.signum() == 0 ? 0 : unscaled.length() - 1 - digits.scale();
        String fraction = unscaled.substring(1);
        String exponentText = Integer.toString(Math.abs(exponent));
        return sign(value)
                + unscaled.charAt(0)
                + "."
                + fraction
                + "0".repeat(Math.max(0, least - fraction.length()))
                + (exponent < 0 ? "e-" : "e+")
                + "0".repeat(Math.max(0, exponentDigits - exponentText.length()))
                + exponentText;
    }

    /** The decimal number with the fewest digits that reads back as the same number of that dtype. */
    private static BigDecimal shortest(double magnitude, DType dtype) {
        if (magnitude == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(magnitude);
        for (int precision = 1; precision < 17; precision++) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.HALF_UP}) {
                BigDecimal candidate = exact.round(new MathContext(precision, mode));
                if (readsBack(candidate, magnitude, dtype)) {
                    return candidate.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static boolean readsBack(BigDecimal candidate, double magnitude, DType dtype) {
        return dtype == DType.FLOAT32
                ? candidate.floatValue() == (float) magnitude
                : rounded(candidate.doubleValue(), dtype) == magnitude;
    }

    /** The number nearest to a value in a dtype. */
    static double rounded(double value, DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> value;
            case FLOAT16 -> HalfFloat.fromFloat16(HalfFloat.toFloat16((float) value));
            case BFLOAT16 -> HalfFloat.fromBfloat16(HalfFloat.toBfloat16((float) value));
            default -> (float) value;
        };
    }
}
