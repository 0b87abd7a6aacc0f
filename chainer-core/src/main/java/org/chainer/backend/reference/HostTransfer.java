package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** Copies between two devices whose memory Java can read. */
public final class HostTransfer {
    private HostTransfer() {}

    /**
     * Copies the elements of one host array to another.
     *
     * @throws IllegalArgumentException if shapes or dtypes differ
     */
    public static void copy(NDArray from, NDArray to) {
        if (!from.shape().equals(to.shape()) || from.dtype() != to.dtype()) {
            throw new IllegalArgumentException("transfer: " + from.dtype() + " " + from.shape() + " from "
                    + from.device().name() + " does not fit " + to.dtype() + " " + to.shape() + " on "
                    + to.device().name());
        }
        HostArray in = HostArray.reading(from);
        HostArray out = HostArray.writing(to);
        if (from.dtype().isFloating()) {
            double[] tile = new double[HostArray.TILE];
            for (long start = 0; start < from.size(); start += tile.length) {
                int n = (int) Math.min(tile.length, from.size() - start);
                in.get(start, tile, 0, n);
                out.put(start, tile, 0, n);
            }
        } else {
            long[] tile = new long[HostArray.TILE];
            for (long start = 0; start < from.size(); start += tile.length) {
                int n = (int) Math.min(tile.length, from.size() - start);
                in.get(start, tile, 0, n);
                out.put(start, tile, 0, n);
            }
        }
    }
}
