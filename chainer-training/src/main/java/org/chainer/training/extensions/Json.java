package org.chainer.training.extensions;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON as Python writes it, to the letter: blanks, escapes and digits, and NaN and infinity without quotes. */
final class Json {
    /** Reads what Python writes. */
    static final JsonMapper READER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final int INDENT = 4;

    private Json() {}

    /** Maps, lists, texts, whole numbers and {@code double}s in one line, as {@code json.dumps(value)}. */
    static String line(Object value) {
        StringBuilder text = new StringBuilder();
        write(text, value, -1);
        return text.toString();
    }

    /** The same in many lines, as {@code json.dumps(value, indent=4)}. */
    static String lines(Object value) {
        StringBuilder text = new StringBuilder();
        write(text, value, 0);
        return text.toString();
    }

    /** @param depth of the value, negative for all in one line */
    private static void write(StringBuilder text, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeAll(text, '{', map.entrySet().iterator(), depth, '}');
        } else if (value instanceof List<?> list) {
            writeAll(text, '[', list.iterator(), depth, ']');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            quote(text, entry.getKey().toString());
            write(text.append(": "), entry.getValue(), depth);
        } else if (value instanceof Double number) {
            text.append(number(number));
        } else if (value instanceof Long || value instanceof Integer) {
            text.append(value);
        } else {
            quote(text, value.toString());
        }
    }

    private static void writeAll(StringBuilder text, char open, Iterator<?> parts, int depth, char close) {
        boolean empty = !parts.hasNext();
        text.append(open);
        while (parts.hasNext()) {
            newLine(text, depth < 0 ? -1 : depth + 1);
            write(text, parts.next(), depth < 0 ? -1 : depth + 1);
            if (parts.hasNext()) {
                text.append(depth < 0 ? ", " : ",");
            }
        }
        newLine(text, empty ? -1 : depth);
        text.append(close);
    }

    private static void newLine(StringBuilder text, int depth) {
        if (depth >= 0) {
            text.append('\n').append(" ".repeat(INDENT * depth));
        }
    }

    /** The shortest digits that are read back as the same number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        } else if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        // Any 15 digits survive, so fewer are found by dropping zeros; numbers near the smallest have fewer.
        for (int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15; digits <= 17; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == value) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return shortest.scale() <= 0 ? shortest.toPlainString() + ".0" : shortest.toPlainString();
        }
        String size = Integer.toString(Math.abs(exponent));
        return shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString()
                + (exponent < 0 ? "e-" : "e+")
                + (size.length() == 1 ? "0" : "")
                + size;
    }

    private static void quote(StringBuilder text, String content) {
        text.append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int special = "\"\\\n\r\t\b\f".indexOf(c);
            if (special >= 0) {
                text.append('\\').append("\"\\nrtbf".charAt(special));
            } else if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
