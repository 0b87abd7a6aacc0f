package org.chainer.functions.array;

import java.util.Arrays;
import java.util.Locale;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.math.BasicMath;
import org.chainer.functions.math.Max;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Min;
import org.chainer.utils.TypeCheck;

/**
 * An array with a margin, as NumPy's {@code pad}, axis by axis. The gradient is that of the values in the margin too, whatever the mode. (Chainer's
 * leaves the margin out, which is right for constants only.)
 *
 * <p>In: floating-point numbers of any shape. Out: each axis longer by its widths. Chainer: {@code F.pad}.
 */
public final class Pad {
    private Pad() {}

    /** What the margin is filled with. */
    public enum Mode {
        /** one value */
        CONSTANT,
        /** the element at the edge */
        EDGE,
        /** from the element at the edge, in equal steps, to one value at the margin's outer end */
        LINEAR_RAMP,
        /** the greatest element along the axis */
        MAXIMUM,
        /** the mean along the axis */
        MEAN,
        /** the smallest element along the axis */
        MINIMUM,
        /** the elements mirrored at the edge, which is not repeated */
        REFLECT,
        /** the elements mirrored beyond the edge, which is repeated */
        SYMMETRIC,
        /** the elements from the other end */
        WRAP;

        /** The mode of NumPy's name. */
        static Mode of(String name) {
            for (Mode mode : values()) {
                if (mode.toString().equals(name)) {
                    return mode;
                }
            }
            throw new IllegalArgumentException(
                    "pad: mode is '" + name + "', expected one of " + Arrays.toString(values()));
        }

        /** NumPy's name. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A margin of one width on all sides. */
    public static Variable pad(Variable x, int padWidth, String mode) {
        return pad(x, new int[][] {{padWidth, padWidth}}, mode);
    }

    /** A margin; of zeros in mode {@code constant}, with zeros at the end of mode {@code linear_ramp}. */
    public static Variable pad(Variable x, int[][] padWidth, String mode) {
        return pad(x, padWidth, mode, 0);
    }

    /**
     * A margin.
     *
     * @param padWidth for each axis, how many elements are added before and after; one pair serves all axes
     * @param mode NumPy's name of a {@link Mode}
     * @param value the value of mode {@code constant} ({@code constant_values}) or {@code linear_ramp} ({@code end_values})
     * @throws IllegalArgumentException if mode or widths are wrong, or an axis without elements is to be continued
     */
    public static Variable pad(Variable x, int[][] padWidth, String mode, double value) {
        return pad(x, padWidth, mode, new double[][] {{value, value}});
    }

    /**
     * A margin with values of its own on each side.
     *
     * @param padWidth for each axis, how many elements are added before and after; one pair serves all axes
     * @param mode NumPy's name of a {@link Mode}
     * @param values for each axis, the values before and after of mode {@code constant} ({@code constant_values}) or {@code linear_ramp} ({@code
     *     end_values}); one pair serves all axes. Corners have the value of the last axis.
     * @throws IllegalArgumentException if mode, widths or values are wrong, or an axis without elements is to be continued
     */
    public static Variable pad(Variable x, int[][] padWidth, String mode, double[][] values) {
        Mode kind = Mode.of(mode);
        TypeCheck.of("Pad", x).names("x").floating(0);
        int[][] widths = perAxis(padWidth, x.rank());
        double[][] fillings = fillings(values, x.rank());
        Variable y = x;
        for (int axis = 0; axis < widths.length; axis++) {
            if (widths[axis][0] > 0 || widths[axis][1] > 0) {
                y = padAxis(y, axis, widths[axis], kind, fillings[axis]);
            }
        }
        return y;
    }

    private static int[][] perAxis(int[][] padWidth, int rank) {
        int[][] widths = padWidth;
        if (padWidth.length == 1) {
            widths = new int[rank][];
            Arrays.fill(widths, padWidth[0]);
        }
        boolean fits = widths.length == rank;
        for (int[] pair : widths) {
            fits &= pair.length == 2 && pair[0] >= 0 && pair[1] >= 0;
        }
        if (!fits) {
            throw new IllegalArgumentException("pad: pad_width is " + Arrays.deepToString(padWidth)
                    + ", expected two numbers, 0 or more, for each of the " + rank + " axes of x");
        }
        return widths;
    }

    private static double[][] fillings(double[][] values, int rank) {
        double[][] fillings = values;
        if (values.length == 1) {
            fillings = new double[rank][];
            Arrays.fill(fillings, values[0]);
        }
        if (fillings.length != rank || Arrays.stream(fillings).anyMatch(pair -> pair.length != 2)) {
            throw new IllegalArgumentException("pad: values are " + Arrays.deepToString(values)
                    + ", expected two numbers for each of the " + rank + " axes of x");
        }
        return fillings;
    }

    private static Variable padAxis(Variable x, int axis, int[] widths, Mode mode, double[] values) {
        if (x.dim(axis) == 0 && mode != Mode.CONSTANT) {
            throw new IllegalArgumentException("pad: axis " + axis + " of x of shape " + x.shape()
                    + " has no elements, so mode '" + mode + "' has nothing to continue");
        }
        return switch (mode) {
            case EDGE, REFLECT, SYMMETRIC, WRAP -> at(x, axis, sources((int) x.dim(axis), widths, mode));
            case CONSTANT -> {
                Variable before = filled(x, Shape.of(), values[0]);
                Variable after = filled(x, Shape.of(), values[1]);
                yield joined(x, axis, widths, before, after);
            }
            case MAXIMUM, MEAN, MINIMUM -> {
                Variable statistic = mode == Mode.MEAN
                        ? Mean.mean(x, true, axis)
                        : mode == Mode.MAXIMUM ? Max.max(x, true, axis) : Min.min(x, true, axis);
                yield joined(x, axis, widths, statistic, statistic);
            }
            case LINEAR_RAMP -> {
                Variable before = ramp(at(x, axis, 0), axis, widths[0], values[0], false);
                Variable after = ramp(at(x, axis, (int) x.dim(axis) - 1), axis, widths[1], values[1], true);
                yield Concat.concat(axis, before, x, after);
            }
        };
    }

    private static Variable at(Variable x, int axis, int... indices) {
        Slice[] index = new Slice[axis + 1];
        Arrays.fill(index, Slice.all());
        index[axis] = Slice.indices(NDArray.of(indices).toDevice(x.device()));
        return GetItem.getItem(x, index);
    }

    /** For each element of the padded axis, where it comes from. */
    private static int[] sources(int length, int[] widths, Mode mode) {
        int[] sources = new int[widths[0] + length + widths[1]];
        for (int i = 0; i < sources.length; i++) {
            int place = i - widths[0];
            sources[i] = switch (mode) {
                case EDGE -> Math.min(Math.max(place, 0), length - 1);
                case WRAP -> Math.floorMod(place, length);
                case SYMMETRIC -> mirrored(Math.floorMod(place, 2 * length), 2 * length - 1);
                default -> length == 1 ? 0 : mirrored(Math.floorMod(place, 2 * length - 2), 2 * length - 2);
            };
        }
        return sources;
    }

    private static int mirrored(int place, int end) {
        return Math.min(place, end - place);
    }

    private static Variable joined(Variable x, int axis, int[] widths, Variable before, Variable after) {
        return Concat.concat(
                axis,
                BroadcastTo.broadcastTo(before, x.shape().withDim(axis, widths[0])),
                x,
                BroadcastTo.broadcastTo(after, x.shape().withDim(axis, widths[1])));
    }

    private static Variable filled(Variable like, Shape shape, double value) {
        return new Variable(like.array().emptyLike(shape).fill(value), false);
    }

    /** {@code edge + (value − edge)·(distance from the edge)/width}. */
    private static Variable ramp(Variable edge, int axis, int width, double value, boolean ascending) {
        double[] steps = new double[width];
        for (int i = 0; i < width; i++) {
            steps[i] = (ascending ? i + 1.0 : width - i) / width;
        }
        long[] dims = new long[edge.rank()];
        Arrays.fill(dims, 1);
        dims[axis] = width;
        NDArray distance =
                NDArray.of(steps).toDevice(edge.device()).astype(edge.dtype()).reshape(dims);
        return BasicMath.add(edge, BasicMath.mul(BasicMath.sub(value, edge), new Variable(distance, false)));
    }
}
