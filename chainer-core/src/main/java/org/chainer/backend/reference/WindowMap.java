package org.chainer.backend.reference;

import java.util.Arrays;
import org.chainer.array.Shape;

/**
 * Where each element of each window lies in a plane: for kernel element k and window (output position) o, the flat index of the plane's
 * element that k meets there, or −1 outside the plane.
 */
final class WindowMap {
    private static final int MOST_PLACES = 1 << 29;

    /** Number of elements of the plane. */
    final int plane;
    /** Number of elements of a window. */
    final int kernel;
    /** Number of windows. */
    final int windows;

    private final int[] source;

    /**
     * @param in lengths of the plane's axes
     * @param out numbers of windows along each axis
     */
    WindowMap(Shape in, Shape out, int[] kernelSize, int[] stride, int[] pad, int[] dilate) {
        int axes = kernelSize.length;
        plane = Math.toIntExact(in.size());
        windows = Math.toIntExact(out.size());
        double places = Arrays.stream(kernelSize).asDoubleStream().reduce(windows, (a, b) -> a * b);
        if (places > MOST_PLACES) {
            throw new IllegalArgumentException("windows of " + Arrays.toString(kernelSize) + " elements at " + windows
                    + " places of a plane of shape " + in + " have more than " + MOST_PLACES + " elements together");
        }
        kernel = Arrays.stream(kernelSize).reduce(1, (a, b) -> a * b);
        source = new int[kernel * windows];
        int[] k = new int[axes];
        int[] o = new int[axes];
        for (int at = 0; at < source.length; at++) {
            int flat = 0;
            for (int axis = 0; axis < axes && flat >= 0; axis++) {
                long place = (long) o[axis] * stride[axis] - pad[axis] + (long) k[axis] * dilate[axis];
                flat = place < 0 || place >= in.dim(axis) ? -1 : (int) (flat * in.dim(axis) + place);
            }
            source[at] = flat;
            if (!next(o, axis -> out.dim(axis))) {
                next(k, axis -> kernelSize[axis]);
            }
        }
    }

    /** Flat index in the plane of element k of window o, or −1. */
    int source(int k, int o) {
        return source[k * windows + o];
    }

    /** Counts up an index in C order; false when it starts again at 0. */
    private static boolean next(int[] index, java.util.function.IntToLongFunction length) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            if (++index[axis] < length.applyAsLong(axis)) {
                return true;
            }
            index[axis] = 0;
        }
        return false;
    }

    /** The axes after batch and channels. */
    static Shape spatial(org.chainer.array.NDArray x) {
        return x.shape().subShape(2, x.rank());
    }

    /** An array of ones, as long as another. */
    static int[] ones(int[] like) {
        int[] ones = new int[like.length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
