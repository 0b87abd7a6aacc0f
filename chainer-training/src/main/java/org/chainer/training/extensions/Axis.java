package org.chainer.training.extensions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The range of an axis, linear or logarithmic, and where its marks are. */
final class Axis {
    private static final int FEWEST_TICKS = 3;
    /** Of a logarithmic axis; over more, marks within decades would be a grey area. */
    private static final int MOST_DECADES_WITH_MARKS_WITHIN = 6;

    private final boolean logarithmic;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /**
     * A mark.
     *
     * @param position from 0 (low end) to 1 (high end)
     * @param label empty for a mark without
     */
    record Tick(double position, String label) {}

    Axis(boolean logarithmic) {
        this.logarithmic = logarithmic;
    }

    /** Makes the range contain values; what cannot be drawn is left out. */
    void include(double... values) {
        for (double value : values) {
            if (canShow(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
    }

    boolean canShow(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    boolean isEmpty() {
        return low > high;
    }

    /** Leaves some room around the values, a part of the range on each side; makes a range of nothing, or of one value. */
    void widen(double part) {
        if (isEmpty()) {
            low = logarithmic ? 0.1 : 0;
            high = 1;
        } else if (low == high) {
            double around = low == 0 ? 1 : Math.abs(low) * 0.1;
            low = logarithmic ? low / 2 : low - around;
            high = logarithmic ? high * 2 : high + around;
        } else {
            double from = scale(low);
            double to = scale(high);
            double room = part * (to - from);
            low = unscale(from - room);
            high = unscale(to + room);
        }
    }

    private double scale(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    private double unscale(double value) {
        return logarithmic ? Math.pow(10, value) : value;
    }

    /** Where a value lies: 0 at the low end, 1 at the high end. */
    double position(double value) {
        return (scale(value) - scale(low)) / (scale(high) - scale(low));
    }

    /** Marks at round numbers, about so many. */
    List<Tick> ticks(int about) {
        return logarithmic && high / low >= 10 ? decades(about) : linear(about);
    }

    private List<Tick> linear(int about) {
        double rough = (high - low) / Math.max(about, 1) * 0.9;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        // Steps at or below the rough one come last: they are taken where fewer marks than that would lie in the range.
        double[] factors = {10, 5, 2, 1, 0.5, 0.2};
        List<Tick> ticks = List.of();
        for (int i = 0; i < factors.length; i++) {
            boolean enough = i + 1 == factors.length || factors[i + 1] * power < rough;
            if (enough && ticks.size() < FEWEST_TICKS) {
                ticks = linearTicks(factors[i] * power);
            }
        }
        return ticks;
    }

    private List<Tick> linearTicks(double step) {
        List<Tick> ticks = new ArrayList<>();
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(position(i * step), label(i * step, decimals)));
        }
        return ticks;
    }

    private static String label(double value, int decimals) {
        double size = Math.abs(value);
        if (size >= 1e7 || decimals > 5) {
            return ShortNumber.format(value);
        }
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private List<Tick> decades(int about) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        int stride = Math.max(1, (last - first + 1 + about - 1) / Math.max(about, 1));
        boolean between = last - first < 3;
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first - 1; exponent <= last; exponent++) {
            for (int digit = 1; digit < 10; digit++) {
                double value = digit * Math.pow(10, exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    boolean labelled = digit == 1
                            ? Math.floorMod(exponent - first, stride) == 0
                            : between && (digit == 2 || digit == 5);
                    if (labelled || stride == 1 && last - first < MOST_DECADES_WITH_MARKS_WITHIN) {
                        ticks.add(new Tick(position(value), labelled ? ShortNumber.format(value) : ""));
                    }
                }
            }
        }
        return ticks;
    }
}
