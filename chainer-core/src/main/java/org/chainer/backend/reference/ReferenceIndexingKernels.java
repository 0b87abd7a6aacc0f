package org.chainer.backend.reference;

import java.util.Arrays;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.IndexingKernels;

/** Gathering, scattering and sorting, one run of neighbouring elements after the other. */
public class ReferenceIndexingKernels implements IndexingKernels {

    @Override
    public void embed(NDArray w, NDArray ids, Integer ignored, @Out NDArray y) {
        long rows = w.dim(0);
        long columns = rows == 0 ? 0 : w.size() / rows;
        Runs runs = new Runs(w, y, columns);
        forEach(ids, (position, id) -> {
            if (ignored != null && id == ignored) {
                runs.clear(position * columns, columns);
            } else {
                runs.copy(checkedId(id, position, rows, "embed") * columns, position * columns, columns);
            }
        });
    }

    @Override
    public void embedGrad(NDArray ids, NDArray gy, Integer ignored, @Out NDArray gw) {
        long rows = gw.dim(0);
        long columns = rows == 0 ? 0 : gw.size() / rows;
        Runs runs = new Runs(gy, gw, columns);
        forEach(ids, (position, id) -> {
            if (ignored == null || id != ignored) {
                runs.add(position * columns, checkedId(id, position, rows, "embedGrad") * columns, columns);
            }
        });
    }

    private static long checkedId(long id, long position, long rows, String kernel) {
        if (id < 0 || id >= rows) {
            throw new IndexOutOfBoundsException(kernel + ": id " + id + " (element " + position
                    + " of the ids) is out of range for a table of " + rows + " rows");
        }
        return id;
    }

    @Override
    public void take(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        long inner = inner(x.shape(), axis);
        Runs runs = new Runs(x, y, inner);
        alongAxis(x.shape(), indices, axis, (there, here) -> runs.copy(there, here, inner));
    }

    @Override
    public void scatterAdd(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        long inner = inner(y.shape(), axis);
        Runs runs = new Runs(x, y, inner);
        alongAxis(y.shape(), indices, axis, (there, here) -> runs.add(here, there, inner));
    }

    @Override
    public void scatter(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        long inner = inner(y.shape(), axis);
        Runs runs = new Runs(x, y, inner);
        alongAxis(y.shape(), indices, axis, (there, here) -> runs.copy(here, there, inner));
    }

    /** Visits pairs of starts of runs: in the array that has the axis, and in the one that has the indices' axes in its place. */
    private static void alongAxis(Shape shape, NDArray indices, int axis, PairVisitor visitor) {
        long length = shape.dim(axis);
        long inner = inner(shape, axis);
        long outer = shape.subShape(0, axis).size();
        if (inner == 0) {
            return;
        }
        for (long o = 0; o < outer; o++) {
            long before = o;
            forEach(indices, (position, index) -> {
                check(index, position, length, axis, shape);
                visitor.visit((before * length + index) * inner, (before * indices.size() + position) * inner);
            });
        }
    }

    @Override
    public void takeAlongAxis(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        Runs runs = new Runs(x, y, 1);
        elementAlongAxis(x.shape(), indices, axis, (there, here) -> runs.copy(there, here, 1));
    }

    @Override
    public void scatterAddAlongAxis(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        Runs runs = new Runs(x, y, 1);
        elementAlongAxis(y.shape(), indices, axis, (there, here) -> runs.add(here, there, 1));
    }

    private static void elementAlongAxis(Shape shape, NDArray indices, int axis, PairVisitor visitor) {
        long length = shape.dim(axis);
        long count = indices.dim(axis);
        long inner = inner(shape, axis);
        forEach(indices, (position, index) -> {
            check(index, position, length, axis, shape);
            long before = position / (count * inner);
            visitor.visit((before * length + index) * inner + position % inner, position);
        });
    }

    private static long inner(Shape shape, int axis) {
        return shape.subShape(axis + 1, shape.rank()).size();
    }

    private static void check(long index, long position, long length, int axis, Shape shape) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " (element " + position
                    + " of the indices) is out of range for axis " + axis + " of an array of shape " + shape);
        }
    }

    @Override
    public void sort(NDArray x, int axis, @Out NDArray y) {
        NDArray in = x.swapAxes(axis, -1);
        HostArray from = HostArray.reading(in);
        HostArray to = HostArray.writing(y.swapAxes(axis, -1));
        int n = Math.toIntExact(x.dim(axis));
        if (x.dtype().isFloating()) {
            double[] row = new double[n];
            for (long start = 0; start < x.size(); start += n) {
                from.get(start, row, 0, n);
                Arrays.sort(row);
                to.put(start, row, 0, n);
            }
        } else {
            long[] row = new long[n];
            for (long start = 0; start < x.size(); start += n) {
                from.get(start, row, 0, n);
                Arrays.sort(row);
                to.put(start, row, 0, n);
            }
        }
    }

    @Override
    public void argSort(NDArray x, int axis, @Out NDArray y) {
        HostArray from = HostArray.reading(x.swapAxes(axis, -1));
        HostArray to = HostArray.writing(y.swapAxes(axis, -1));
        int n = Math.toIntExact(x.dim(axis));
        boolean floating = x.dtype().isFloating();
        double[] row = new double[floating ? n : 0];
        long[] keys = new long[n];
        for (long start = 0; start < x.size(); start += n) {
            if (floating) {
                from.get(start, row, 0, n);
                for (int i = 0; i < n; i++) {
                    keys[i] = StableSort.key(row[i]);
                }
            } else {
                from.get(start, keys, 0, n);
            }
            to.put(start, StableSort.order(keys, n), 0, n);
        }
    }

    private interface PairVisitor {
        void visit(long there, long here);
    }

    private interface IndexVisitor {
        void visit(long position, long index);
    }

    private static void forEach(NDArray indices, IndexVisitor visitor) {
        if (!indices.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "indices have dtype " + indices.dtype() + ", expected an integer dtype such as " + DType.INT32);
        }
        HostArray in = HostArray.reading(indices);
        long[] tile = new long[(int) Math.min(HostArray.TILE, indices.size())];
        for (long start = 0; start < indices.size(); start += tile.length) {
            int n = (int) Math.min(tile.length, indices.size() - start);
            in.get(start, tile, 0, n);
            for (int i = 0; i < n; i++) {
                visitor.visit(start + i, tile[i]);
            }
        }
    }

    @Override
    public void sampleBilinear(NDArray x, NDArray positions, @Out NDArray y) {
        BilinearSampling.forward(x, positions, y);
    }

    @Override
    public void sampleBilinearGrad(NDArray x, NDArray positions, NDArray gy, @Out NDArray gx, @Out NDArray gpositions) {
        BilinearSampling.backward(x, positions, gy, gx, gpositions);
    }
}
