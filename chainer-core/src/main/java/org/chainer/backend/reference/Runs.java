package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** Moves runs of elements (counted in C order) from one array to another of the same dtype. */
final class Runs {
    private final HostArray from;
    private final HostArray to;
    private final boolean floating;
    private final double[] doubles;
    private final double[] otherDoubles;
    private final long[] longs;
    private final long[] otherLongs;

    /** Runs are moved in tiles of at most {@code longest} elements. */
    Runs(NDArray from, NDArray to, long longest) {
        this.from = HostArray.reading(from);
        this.to = HostArray.writing(to);
        floating = from.dtype().isFloating();
        int tile = (int) Math.max(1, Math.min(HostArray.TILE, longest));
        doubles = new double[floating ? tile : 0];
        otherDoubles = new double[floating ? tile : 0];
        longs = new long[floating ? 0 : tile];
        otherLongs = new long[floating ? 0 : tile];
    }

    void copy(long fromStart, long toStart, long count) {
        int tile = Math.max(doubles.length, longs.length);
        for (long done = 0; done < count; done += tile) {
            int n = (int) Math.min(tile, count - done);
            if (floating) {
                from.get(fromStart + done, doubles, 0, n);
                to.put(toStart + done, doubles, 0, n);
            } else {
                from.get(fromStart + done, longs, 0, n);
                to.put(toStart + done, longs, 0, n);
            }
        }
    }

    void add(long fromStart, long toStart, long count) {
        int tile = Math.max(doubles.length, longs.length);
        for (long done = 0; done < count; done += tile) {
            int n = (int) Math.min(tile, count - done);
            if (floating) {
                from.get(fromStart + done, doubles, 0, n);
                to.get(toStart + done, otherDoubles, 0, n);
                for (int i = 0; i < n; i++) {
                    otherDoubles[i] += doubles[i];
                }
                to.put(toStart + done, otherDoubles, 0, n);
            } else {
                from.get(fromStart + done, longs, 0, n);
                to.get(toStart + done, otherLongs, 0, n);
                for (int i = 0; i < n; i++) {
                    otherLongs[i] += longs[i];
                }
                to.put(toStart + done, otherLongs, 0, n);
            }
        }
    }

    void clear(long toStart, long count) {
        int tile = Math.max(doubles.length, longs.length);
        java.util.Arrays.fill(doubles, 0);
        java.util.Arrays.fill(longs, 0);
        for (long done = 0; done < count; done += tile) {
            int n = (int) Math.min(tile, count - done);
            if (floating) {
                to.put(toStart + done, doubles, 0, n);
            } else {
                to.put(toStart + done, longs, 0, n);
            }
        }
    }
}
