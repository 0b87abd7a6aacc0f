package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Stable merge sort along an axis, on the device. Kernels: sorting.cuh. */
final class Sorting {
    private static final String TOPIC = "indexing";
    private static final int TILE = 256;

    private final CudaContext context;

    Sorting(CudaContext context) {
        this.context = context;
    }

    /**
     * Rows in order.
     *
     * @param keys int64 of (rows, length), whose order is that of the elements
     * @param order int32 of (rows, length): where the elements were
     */
    record Sorted(NDArray keys, NDArray order) implements AutoCloseable {
        @Override
        public void close() {
            keys.close();
            order.close();
        }
    }

    /**
     * Sorts each row along an axis; x must not be empty.
     *
     * @param zerosEqual whether −0 and 0 stay as they are, else −0 comes first
     */
    Sorted sort(NDArray x, int axis, boolean zerosEqual) {
        NDArray kept = AxisGroups.kept(x, axis);
        Extent rows = Extent.of(kept);
        long length = Math.toIntExact(x.dim(axis));
        Sorted sorted = empty(x, rows.size(), length);
        long tiles = (length + TILE - 1) / TILE * rows.size();
        context.call(TOPIC, "sort_tiles_" + number(x.dtype()))
                .add(rows)
                .read(kept, rows, 0)
                .add(length)
                .add(x.stride(axis))
                .add(zerosEqual ? 1 : 0)
                .write(sorted.keys)
                .write(sorted.order)
                .launch((int) Math.min(tiles, Lanes.MOST_BLOCKS), TILE);
        Sorted other = length <= TILE ? null : empty(x, rows.size(), length);
        for (long width = TILE; width < length; width *= 2) {
            context.call(TOPIC, "merge_runs")
                    .read(sorted.keys)
                    .read(sorted.order)
                    .write(other.keys)
                    .write(other.order)
                    .add(rows.size())
                    .add(length)
                    .add(width)
                    .launch(rows.size() * length);
            Sorted swap = sorted;
            sorted = other;
            other = swap;
        }
        if (other != null) {
            other.close();
        }
        return sorted;
    }

    private static Sorted empty(NDArray x, long rows, long length) {
        Shape shape = Shape.of(rows, length);
        return new Sorted(NDArray.empty(x.device(), DType.INT64, shape), NDArray.empty(x.device(), DType.INT32, shape));
    }

    /** Writes the elements. */
    void putElements(Sorted sorted, int axis, NDArray y) {
        put("put_sorted_" + number(y.dtype()), sorted.keys, axis, y);
    }

    /** Writes where the elements were. */
    void putOrder(Sorted sorted, int axis, NDArray y) {
        put("put_order", sorted.order, axis, y);
    }

    private void put(String kernel, NDArray what, int axis, NDArray y) {
        NDArray kept = AxisGroups.kept(y, axis);
        Extent rows = Extent.of(kept);
        context.call(TOPIC, kernel)
                .add(rows)
                .write(kept, rows, 0)
                .add(y.dim(axis))
                .add(y.stride(axis))
                .read(what)
                .launch(y.size());
    }

    private static String number(DType dtype) {
        return dtype.isFloating() ? "double" : "int64";
    }
}
