package org.chainer.backend.reference;

/** Stable merge sort of indices by keys. */
final class StableSort {
    private StableSort() {}

    /** A key whose order as a long is the number's order; zeros of both signs are equal and NaN comes last. */
    static long key(double value) {
        if (Double.isNaN(value)) {
            return Long.MAX_VALUE;
        }
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
    }

    /** The indices that sort the first {@code n} keys. */
    static long[] order(long[] keys, int n) {
        long[] from = new long[n];
        for (int i = 0; i < n; i++) {
            from[i] = i;
        }
        long[] to = new long[n];
        for (int width = 1; width < n && width > 0; width *= 2) {
            for (long begin = 0; begin < n; begin += 2L * width) {
                merge(keys, from, to, (int) begin, (int) Math.min(begin + width, n), (int)
                        Math.min(begin + 2L * width, n));
            }
            long[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(long[] keys, long[] from, long[] to, int begin, int middle, int end) {
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takeLeft = right >= end || left < middle && keys[(int) from[left]] <= keys[(int) from[right]];
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
