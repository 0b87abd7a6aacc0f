package org.chainer.backend.cpu;

import org.chainer.array.NDArray;

/** Tells whether arrays share memory. */
final class Overlap {
    private Overlap() {}

    /** Whether the ranges of memory between two arrays' first and last elements meet; they may still have no element in common. */
    static boolean between(NDArray a, NDArray b) {
        if (a.memory() != b.memory()) {
            return false;
        }
        int widthA = a.dtype().bytes();
        int widthB = b.dtype().bytes();
        return (a.offset() + reach(a, false)) * widthA < (b.offset() + reach(b, true) + 1) * widthB
                && (b.offset() + reach(b, false)) * widthB < (a.offset() + reach(a, true) + 1) * widthA;
    }

    private static long reach(NDArray array, boolean forward) {
        long reach = 0;
        for (int i = 0; i < array.rank(); i++) {
            long stride = array.stride(i);
            if (stride > 0 == forward) {
                reach += stride * (array.dim(i) - 1);
            }
        }
        return reach;
    }
}
