package org.chainer.array;

import java.util.ArrayList;
import java.util.List;

/**
 * Index arrays and masks, applied to the view that the rest of the index made.
 *
 * <p>All index arrays, broadcast together, become one array of positions on one axis: the covered axes, moved together and merged. Where the index
 * arrays stand next to each other, that axis stays in their place, else it comes first, as in NumPy.
 */
final class AdvancedIndex {
    private final NDArray view;
    private final int[] axes;
    private final int destination;
    private final NDArray positions;

    private AdvancedIndex(NDArray view, int[] axes, int destination, NDArray positions) {
        this.view = view;
        this.axes = axes;
        this.destination = destination;
        this.positions = positions;
    }

    NDArray get() {
        NDArray source = merged();
        NDArray y = source.emptyLike(resultShape());
        source.device().indexing().take(source, positions, destination, y);
        return y;
    }

    void set(NDArray values) {
        Writing.require("set", view);
        NDArray prepared = prepared(values);
        update(target -> target.device().indexing().scatter(prepared, positions, destination, target));
    }

    void add(NDArray values) {
        Writing.require("addAt", view);
        NDArray prepared = prepared(values);
        update(target -> target.device().indexing().scatterAdd(prepared, positions, destination, target));
    }

    private NDArray prepared(NDArray values) {
        Shape shape = resultShape();
        NDArray here = values.toDevice(view.device()).astype(view.dtype());
        NDArray result = ArrayIndexing.withoutLeadingUnits(here, shape.rank()).broadcastTo(shape);
        return values.memory() == view.memory() ? result.copy() : result;
    }

    private void update(java.util.function.Consumer<NDArray> kernel) {
        NDArray target = merged();
        kernel.accept(target);
        if (target.memory() != view.memory()) {
            moved().copyFrom(target.reshape(moved().shape()));
        }
    }

    /** The view with the covered axes side by side. */
    private NDArray moved() {
        int[] order = new int[view.rank()];
        boolean[] covered = new boolean[view.rank()];
        for (int i = 0; i < axes.length; i++) {
            order[destination + i] = axes[i];
            covered[axes[i]] = true;
        }
        int at = 0;
        for (int i = 0; i < order.length; i++) {
            if (!covered[i]) {
                at = at == destination ? at + axes.length : at;
                order[at++] = i;
            }
        }
        return view.transpose(order);
    }

    /** The view with one axis, at the destination, in place of all covered axes: a copy where strides do not allow it. */
    private NDArray merged() {
        NDArray moved = moved();
        Shape before = moved.shape().subShape(0, destination);
        Shape after = moved.shape().subShape(destination + axes.length, moved.rank());
        long length =
                moved.shape().subShape(destination, destination + axes.length).size();
        return moved.reshape(before.concat(Shape.of(length)).concat(after));
    }

    private Shape resultShape() {
        Shape merged = merged().shape();
        return merged.subShape(0, destination)
                .concat(positions.shape())
                .concat(merged.subShape(destination + 1, merged.rank()));
    }

    /** Collects the items of an index that are arrays. */
    static final class Builder {
        private static final int NONE = -1;
        private static final int SEPARATED = -2;

        private final NDArray x;
        private final Slice[] index;
        private final List<Integer> axes = new ArrayList<>();
        private final List<Long> lengths = new ArrayList<>();
        private final List<Shape> shapes = new ArrayList<>();
        private final List<long[]> values = new ArrayList<>();
        private Shape extra = Shape.of();
        private int firstPlace = NONE;
        private int endOfLast = NONE;
        private boolean apart;

        Builder(NDArray x, Slice[] index) {
            this.x = x;
            this.index = index;
        }

        /** A single index among arrays counts as one of them, but its axis is gone from the view already. */
        void position(int place) {
            place(place, place);
        }

        void array(Slice item, int axis, int place) {
            if (item.kind() == Slice.Kind.INDICES) {
                add(item.array().shape(), checked(item.array(), axis), place, x.dim(axis));
                place(place, place + 1);
                return;
            }
            NDArray mask = item.array();
            for (int i = 0; i < mask.rank(); i++) {
                if (mask.dim(i) != x.dim(axis + i)) {
                    throw new IndexOutOfBoundsException(
                            "mask of shape " + mask.shape() + " does not fit an array of shape " + x.shape()
                                    + ": axis " + (axis + i) + " has length " + x.dim(axis + i) + ", the mask's axis "
                                    + i + " has length "
                                    + mask.dim(i));
                }
            }
            long[][] found = ArrayIndexing.places(mask);
            for (int i = 0; i < found.length; i++) {
                add(Shape.of(found[i].length), found[i], place + i, mask.dim(i));
            }
            if (mask.rank() == 0) {
                extra = Shape.of(mask.item() != 0 ? 1 : 0);
            }
            place(place, place + mask.rank());
        }

        /** An ellipsis keeps index arrays apart, even where it stands for no axis. */
        void separate() {
            endOfLast = endOfLast == NONE ? NONE : SEPARATED;
        }

        private void add(Shape shape, long[] indices, int viewAxis, long length) {
            shapes.add(shape);
            values.add(indices);
            axes.add(viewAxis);
            lengths.add(length);
        }

        private void place(int begin, int end) {
            apart |= endOfLast != NONE && endOfLast != begin;
            firstPlace = firstPlace == NONE ? begin : firstPlace;
            endOfLast = end;
        }

        private long[] checked(NDArray indices, int axis) {
            long[] result = indices.toLongArray();
            long length = x.dim(axis);
            for (int i = 0; i < result.length; i++) {
                if (result[i] < -length || result[i] >= length) {
                    throw new IndexOutOfBoundsException(
                            "index " + result[i] + " (element " + i + " of an index array of shape " + indices.shape()
                                    + ") is out of range for axis " + axis + " of an array of shape " + x.shape());
                }
                result[i] += result[i] < 0 ? length : 0;
            }
            return result;
        }

        AdvancedIndex build(NDArray view) {
            Shape shape = extra;
            try {
                for (Shape next : shapes) {
                    shape = Shape.broadcast(shape, next);
                }
            } catch (IllegalArgumentException e) {
                throw new IndexOutOfBoundsException("index " + Slice.toString(index) + ": index arrays of shapes "
                        + shapes + " cannot be broadcast together");
            }
            long[] positions = new long[Math.toIntExact(shape.size())];
            for (int k = 0; k < values.size(); k++) {
                append(values.get(k), shapes.get(k), lengths.get(k), shape, positions);
            }
            NDArray array = NDArray.of(positions).reshape(shape).toDevice(view.device());
            int[] covered = axes.stream().mapToInt(Integer::intValue).toArray();
            return new AdvancedIndex(view, covered, apart ? 0 : firstPlace, array);
        }

        /** {@code positions = positions·length + given}, with the given indices broadcast to a shape. */
        private static void append(long[] given, Shape own, long length, Shape shape, long[] positions) {
            int shift = shape.rank() - own.rank();
            long[] strides = own.contiguousStrides();
            long[] at = new long[shape.rank()];
            int from = 0;
            for (int i = 0; i < positions.length; i++) {
                positions[i] = positions[i] * length + given[from];
                for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                    boolean moves = axis >= shift && own.dim(axis - shift) != 1;
                    from += moves ? (int) strides[axis - shift] : 0;
                    if (++at[axis] < shape.dim(axis)) {
                        break;
                    }
                    from -= moves ? (int) (strides[axis - shift] * shape.dim(axis)) : 0;
                    at[axis] = 0;
                }
            }
        }
    }
}
