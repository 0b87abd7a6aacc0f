package org.chainer.array;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One item of an index into an {@link NDArray}, as in NumPy: a slice {@code start:stop:step}, a single index, a new axis, an ellipsis, an array of
 * indices or a mask. Immutable.
 *
 * <pre>{@code
 * x.get(Slice.of(1, 3), Slice.all().step(-1));      // x[1:3, ::-1]
 * x.get(Slice.ellipsis(), Slice.at(-1));            // x[..., -1]
 * x.get(Slice.indices(0, 2, 2), Slice.newAxis());   // x[[0, 2, 2], None]
 * x.get("1:3, ::-1");                               // the same as the first
 * }</pre>
 *
 * <p>Bounds of a slice are lenient, as in Python: negative ones count from the end and those beyond an end are cut off there. Single indices and
 * arrays of indices must be in range.
 */
public final class Slice {

    /** What an item of an index is. */
    enum Kind {
        RANGE,
        POSITION,
        NEW_AXIS,
        ELLIPSIS,
        INDICES,
        MASK
    }

    private static final Slice ALL = new Slice(Kind.RANGE, null, null, 1, null);
    private static final Slice NEW_AXIS = new Slice(Kind.NEW_AXIS, null, null, 1, null);
    private static final Slice ELLIPSIS = new Slice(Kind.ELLIPSIS, null, null, 1, null);

    private final Kind kind;
    private final Long start;
    private final Long stop;
    private final long step;
    private final NDArray array;

    private Slice(Kind kind, Long start, Long stop, long step, NDArray array) {
        this.kind = kind;
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.array = array;
    }

    /** {@code start:stop} */
    public static Slice of(long start, long stop) {
        return new Slice(Kind.RANGE, start, stop, 1, null);
    }

    /**
     * {@code start:stop:step}
     *
     * @throws IllegalArgumentException if step is 0
     */
    public static Slice of(long start, long stop, long step) {
        return of(start, stop).step(step);
    }

    /** {@code start:} */
    public static Slice from(long start) {
        return new Slice(Kind.RANGE, start, null, 1, null);
    }

    /** {@code :stop} */
    public static Slice until(long stop) {
        return new Slice(Kind.RANGE, null, stop, 1, null);
    }

    /** {@code :}, a whole axis. */
    public static Slice all() {
        return ALL;
    }

    /** One index, which takes the axis away; negative ones count from the end. */
    public static Slice at(long index) {
        return new Slice(Kind.POSITION, index, null, 1, null);
    }

    /** {@code None}: a new axis of length 1. */
    public static Slice newAxis() {
        return NEW_AXIS;
    }

    /** {@code ...}: whole axes, as many as are needed. */
    public static Slice ellipsis() {
        return ELLIPSIS;
    }

    /** Indices of an axis, in any order and repeated as often as wanted; negative ones count from the end. */
    public static Slice indices(int... indices) {
        return indices(NDArray.of(indices));
    }

    /**
     * An array of indices. Several of them in one index are broadcast together, and pick element by element. A bool array is a {@link #mask}.
     *
     * @throws IllegalArgumentException if the array is of a floating-point dtype
     */
    public static Slice indices(NDArray indices) {
        if (indices.dtype() == DType.BOOL) {
            return mask(indices);
        }
        if (indices.dtype().isFloating()) {
            throw new IllegalArgumentException(
                    "index array has dtype " + indices.dtype() + ", expected an integer dtype, or bool for a mask");
        }
        return new Slice(Kind.INDICES, null, null, 1, indices);
    }

    /**
     * The places where a bool array, which covers as many axes as it has, is true.
     *
     * @throws IllegalArgumentException if the array is not of dtype bool
     */
    public static Slice mask(NDArray mask) {
        if (mask.dtype() != DType.BOOL) {
            throw new IllegalArgumentException("mask has dtype " + mask.dtype() + ", expected bool");
        }
        return new Slice(Kind.MASK, null, null, 1, mask);
    }

    /**
     * This slice with another step; with a negative step, missing bounds mean the other end.
     *
     * @throws IllegalArgumentException if step is 0
     * @throws IllegalStateException if this is no slice
     */
    public Slice step(long newStep) {
        if (kind != Kind.RANGE) {
            throw new IllegalStateException("step: " + this + " is no slice");
        }
        if (newStep == 0) {
            throw new IllegalArgumentException("slice step must not be 0");
        }
        return new Slice(kind, start, stop, newStep, null);
    }

    /**
     * An index in NumPy's notation: {@code "1:3, ::-1, ..., None, 2, [0, 2]"}.
     *
     * @throws IllegalArgumentException if the text is not in that notation
     */
    public static Slice[] parse(String text) {
        return SliceParser.parse(text);
    }

    Kind kind() {
        return kind;
    }

    NDArray array() {
        return array;
    }

    long position() {
        return start;
    }

    long step() {
        return step;
    }

    static Slice range(Long start, Long stop, long step) {
        return new Slice(Kind.RANGE, start, stop, 1, null).step(step);
    }

    /** First index of this slice on an axis of that length. */
    long first(long length) {
        if (start == null) {
            return step > 0 ? 0 : length - 1;
        }
        return clamp(start, length);
    }

    /** Number of elements of this slice on an axis of that length. */
    long count(long length) {
        long first = first(length);
        long end = stop == null ? (step > 0 ? length : -1) : clamp(stop, length);
        long distance = step > 0 ? end - first : first - end;
        if (distance <= 0) {
            return 0;
        }
        return step == Long.MIN_VALUE ? 1 : (distance - 1) / Math.abs(step) + 1;
    }

    private long clamp(long bound, long length) {
        long counted = bound < 0 ? bound + length : bound;
        return step > 0 ? Math.max(0, Math.min(counted, length)) : Math.max(-1, Math.min(counted, length - 1));
    }

    /** NumPy's notation. */
    @Override
    public String toString() {
        return switch (kind) {
            case RANGE ->
                (start == null ? "" : start) + ":" + (stop == null ? "" : stop) + (step == 1 ? "" : ":" + step);
            case POSITION -> Long.toString(start);
            case NEW_AXIS -> "None";
            case ELLIPSIS -> "...";
            case INDICES ->
                array.rank() == 1 && array.size() <= 20
                        ? LongStream.of(array.toLongArray())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(", ", "[", "]"))
                        : "array" + array.shape();
            case MASK -> "mask" + array.shape();
        };
    }

    static String toString(Slice[] index) {
        return Arrays.stream(index).map(Slice::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
