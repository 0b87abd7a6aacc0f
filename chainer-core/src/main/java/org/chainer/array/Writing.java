package org.chainer.array;

import java.util.Arrays;

/** What must hold before an array is written to. */
final class Writing {
    private Writing() {}

    /**
     * Refuses arrays several of whose elements share one place.
     *
     * @throws IllegalStateException for such a view
     */
    static void require(String operation, NDArray target) {
        for (int i = 0; i < target.rank(); i++) {
            if (target.stride(i) == 0 && target.dim(i) > 1) {
                throw new IllegalStateException(operation + ": the array of shape " + target.shape()
                        + " is a broadcast view, whose elements along axis " + i
                        + " share one place in memory; copy() it before writing");
            }
        }
    }

    /**
     * Refuses integers that an integer dtype cannot hold.
     *
     * @throws IllegalArgumentException for such a number
     */
    static void requireFit(String operation, Number value, DType dtype) {
        if (!fits(value, dtype)) {
            throw new IllegalArgumentException(operation + ": the number " + value + " does not fit dtype " + dtype);
        }
    }

    static boolean fits(Number value, DType dtype) {
        if (!dtype.isInteger() || ArrayMath.isFraction(value)) {
            return true;
        }
        long number = value.longValue();
        int bits = 8 * dtype.bytes();
        return dtype == DType.UINT8 ? number >= 0 && number < 256 : bits == 64 || number >> (bits - 1) == number >> 63;
    }

    /** The source itself, or a copy where writing the target could change elements of the source that are still to be read. */
    static NDArray apart(NDArray source, NDArray target) {
        if (source.memory() != target.memory() || source.size() == 0) {
            return source;
        }
        boolean same = source.offset() == target.offset()
                && source.dtype() == target.dtype()
                && Arrays.equals(source.strides(), target.strides());
        long[] read = reach(source);
        long[] written = reach(target);
        return same || read[1] < written[0] || written[1] < read[0] ? source : source.copy();
    }

    /** Lowest and highest place of an array's elements. */
    private static long[] reach(NDArray x) {
        long lowest = x.offset();
        long highest = x.offset();
        for (int i = 0; i < x.rank(); i++) {
            long distance = x.stride(i) * (x.dim(i) - 1);
            lowest += Math.min(distance, 0);
            highest += Math.max(distance, 0);
        }
        return new long[] {lowest, highest};
    }
}
