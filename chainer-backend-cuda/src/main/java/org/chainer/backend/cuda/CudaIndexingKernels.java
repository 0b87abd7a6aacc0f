package org.chainer.backend.cuda;

import static org.chainer.backend.cuda.AxisGroups.between;
import static org.chainer.backend.cuda.AxisGroups.kept;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.IndexingKernels;

/**
 * Gathering, scattering and sorting: indexing.cu. What is added to the same element is added in order, by one thread, so results are the same each time.
 *
 * <p>Indices are checked here, at the call. Those that came from the host are {@linkplain KnownValues known} without a wait; those that the device computed are
 * waited for.
 */
final class CudaIndexingKernels implements IndexingKernels {
    private static final String TOPIC = "indexing";

    private final CudaContext context;
    private final Sorting sorting;
    private final BilinearSampling sampling;

    CudaIndexingKernels(CudaContext context) {
        this.context = context;
        sorting = new Sorting(context);
        sampling = new BilinearSampling(context, sorting);
    }

    @Override
    public void embed(NDArray w, NDArray ids, Integer ignored, @Out NDArray y) {
        checkIds(ids, ignored, w.dim(0), "embed");
        gather(w, ids, 0, ignored, y);
    }

    @Override
    public void embedGrad(NDArray ids, NDArray gy, Integer ignored, @Out NDArray gw) {
        checkIds(ids, ignored, gw.dim(0), "embedGrad");
        scatterAdd(gy, ids, 0, ignored, gw);
    }

    private static void checkIds(NDArray ids, Integer ignored, long rows, String kernel) {
        long[] values = values(ids);
        for (int i = 0; i < values.length; i++) {
            if ((values[i] < 0 || values[i] >= rows) && (ignored == null || values[i] != ignored)) {
                throw new IndexOutOfBoundsException(kernel + ": id " + values[i] + " (element " + i
                        + " of the ids) is out of range for a table of " + rows + " rows");
            }
        }
    }

    private static void checkIndices(NDArray indices, int axis, NDArray array) {
        long length = array.dim(axis);
        long[] values = values(indices);
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= length) {
                throw new IndexOutOfBoundsException("index " + values[i] + " (element " + i
                        + " of the indices) is out of range for axis " + axis + " of an array of shape "
                        + array.shape());
            }
        }
    }

    private static long[] values(NDArray indices) {
        if (!indices.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "indices have dtype " + indices.dtype() + ", expected an integer dtype such as " + DType.INT32);
        }
        return indices.toLongArray();
    }

    private static void requireOneDtype(NDArray x, NDArray y) {
        if (x.dtype() != y.dtype()) {
            throw new IllegalArgumentException(
                    "arrays of dtypes " + x.dtype() + " and " + y.dtype() + ", expected one");
        }
    }

    @Override
    public void take(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        if (y.size() > 0) {
            checkIndices(indices, axis, x);
            gather(x, indices, axis, null, y);
        }
    }

    private void gather(NDArray x, NDArray indices, int axis, Integer ignored, NDArray y) {
        requireOneDtype(x, y);
        if (y.size() == 0) {
            return;
        }
        if (x.size() == 0) {
            y.device().elementwise().fill(0, y);
            return;
        }
        indexed("gather_" + x.dtype().bytes(), x, y, indices, axis, ignored, false)
                .launch(y.size());
    }

    /** The arguments of a kernel that moves elements between an array and one that has the indices' axes in place of an axis. */
    private Arguments indexed(
            String kernel, NDArray whole, NDArray part, NDArray indices, int axis, Integer ignored, boolean toWhole) {
        int end = axis + indices.rank();
        NDArray[] before = {between(whole, 0, axis), between(part, 0, axis)};
        NDArray[] along = {indices, between(part, axis, end)};
        NDArray[] after = {between(whole, axis + 1, whole.rank()), between(part, end, part.rank())};
        Extent outer = Extent.of(before);
        Extent at = Extent.of(along);
        Extent inner = Extent.of(after);
        return context.call(TOPIC, kernel)
                .add(outer)
                .view(before[0], outer, 0, toWhole)
                .view(before[1], outer, 1, !toWhole)
                .add(at)
                .read(indices, at, 0)
                .view(along[1], at, 1, !toWhole)
                .add(inner)
                .view(after[0], inner, 0, toWhole)
                .view(after[1], inner, 1, !toWhole)
                .add(whole.dim(axis))
                .add(whole.stride(axis))
                .add(ignored == null ? 0 : 1)
                .add(ignored == null ? 0L : ignored.longValue());
    }

    @Override
    public void scatter(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        requireOneDtype(x, y);
        if (x.size() > 0) {
            checkIndices(indices, axis, y);
            scattered("scatter_" + x.dtype().bytes(), x, indices, axis, null, y);
        }
    }

    @Override
    public void scatterAdd(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        if (x.size() > 0) {
            checkIndices(indices, axis, y);
            scatterAdd(x, indices, axis, null, y);
        }
    }

    private void scatterAdd(NDArray x, NDArray indices, int axis, Integer ignored, NDArray y) {
        requireOneDtype(x, y);
        if (x.size() > 0 && y.size() > 0) {
            scattered("scatter_add_" + CudaElementwiseKernels.number(x.dtype()), x, indices, axis, ignored, y);
        }
    }

    /** Sorts the indices, so that equal ones are neighbours in order. */
    private void scattered(String kernel, NDArray x, NDArray indices, int axis, Integer ignored, NDArray y) {
        try (Dense dense = Dense.reading(indices);
                Dense in = Dense.reading(x)) {
            NDArray flat = dense.array().reshape(indices.size());
            NDArray part = in.array()
                    .reshape(y.shape()
                            .subShape(0, axis)
                            .concat(flat.shape())
                            .concat(y.shape().subShape(axis + 1, y.rank())));
            try (Sorting.Sorted sorted = sorting.sort(flat, 0, true)) {
                NDArray keys = sorted.keys().reshape(flat.shape());
                indexed(kernel, y, part, keys, axis, ignored, true)
                        .read(sorted.order())
                        .launch(x.size());
            }
        }
    }

    @Override
    public void takeAlongAxis(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        requireOneDtype(x, y);
        checkIndices(indices, axis, x);
        if (y.size() > 0) {
            alongAxis("gather_along_" + x.dtype().bytes(), x, indices, y, axis, x.dim(axis))
                    .launch(y.size());
        }
    }

    @Override
    public void scatterAddAlongAxis(NDArray x, NDArray indices, int axis, @Out NDArray y) {
        requireOneDtype(x, y);
        checkIndices(indices, axis, y);
        if (x.size() == 0) {
            return;
        }
        long groups = x.size() / x.dim(axis);
        if (groups == 1) {
            scatterAdd(x.reshape(x.size()), indices.reshape(indices.size()), 0, null, between(y, axis, axis + 1));
            return;
        }
        String number = CudaElementwiseKernels.number(x.dtype());
        alongAxis("scatter_add_along_" + number, x, indices, y, axis, y.dim(axis))
                .launch(groups);
    }

    private Arguments alongAxis(String kernel, NDArray x, NDArray indices, NDArray y, int axis, long length) {
        NDArray[] arrays = {kept(x, axis), kept(indices, axis), kept(y, axis)};
        Extent groups = Extent.of(arrays);
        return context.call(TOPIC, kernel)
                .add(groups)
                .read(arrays[0], groups, 0)
                .read(arrays[1], groups, 1)
                .write(arrays[2], groups, 2)
                .add(indices.dim(axis))
                .add(length)
                .add(x.stride(axis))
                .add(indices.stride(axis))
                .add(y.stride(axis));
    }

    @Override
    public void sort(NDArray x, int axis, @Out NDArray y) {
        requireOneDtype(x, y);
        if (x.size() > 0) {
            try (Sorting.Sorted sorted = sorting.sort(x, axis, false)) {
                sorting.putElements(sorted, axis, y);
            }
        }
    }

    @Override
    public void argSort(NDArray x, int axis, @Out NDArray y) {
        if (x.size() > 0) {
            try (Sorting.Sorted sorted = sorting.sort(x, axis, true)) {
                sorting.putOrder(sorted, axis, y);
            }
        }
    }

    @Override
    public void sampleBilinear(NDArray x, NDArray positions, @Out NDArray y) {
        sampling.forward(x, positions, y);
    }

    @Override
    public void sampleBilinearGrad(NDArray x, NDArray positions, NDArray gy, @Out NDArray gx, @Out NDArray gpositions) {
        sampling.backward(x, positions, gy, gx, gpositions);
    }
}
