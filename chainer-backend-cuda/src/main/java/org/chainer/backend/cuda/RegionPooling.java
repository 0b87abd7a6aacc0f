package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Pooling of regions of interest. Kernels: regions.cuh in pooling.cu. None of the arrays may be empty. */
final class RegionPooling {
    private static final String TOPIC = "pooling";

    private final CudaContext context;

    RegionPooling(CudaContext context) {
        this.context = context;
    }

    /** Regions in planes: x or its gradient (batch, channels, height, width), y or its gradient (regions, channels, rows, columns). */
    private record Where(NDArray x, NDArray y, NDArray regions, NDArray examples, double scale) {
        /**
         * Checks the examples.
         *
         * @throws IndexOutOfBoundsException if there is no such example
         */
        Where {
            long[] values = examples.toLongArray();
            for (int region = 0; region < values.length; region++) {
                if (values[region] < 0 || values[region] >= x.dim(0)) {
                    throw new IndexOutOfBoundsException("region of interest " + region + " is in example "
                            + values[region] + " of a batch of " + x.dim(0));
                }
            }
        }
    }

    private Arguments call(String kernel, Where where, Dense regions, Dense examples) {
        NDArray x = where.x;
        NDArray y = where.y;
        Arguments arguments = context.call(TOPIC, kernel + "_" + CudaElementwiseKernels.number(x.dtype()));
        if (regions != null) {
            arguments
                    .view(regions.array(), false)
                    .add(where.scale)
                    .add(x.dim(2))
                    .add(x.dim(3))
                    .add(y.dim(2))
                    .add(y.dim(3));
        }
        return arguments.view(examples.array(), false).add(x.dim(0)).add(x.dim(1));
    }

    void max(NDArray x, NDArray regions, NDArray examples, double scale, boolean inclusive, NDArray y, NDArray found) {
        Where where = new Where(x, y, regions, examples, scale);
        try (Dense in = Dense.reading(x);
                Dense corners = Dense.reading(regions);
                Dense numbers = Dense.reading(examples);
                Dense out = Dense.writing(y);
                Dense at = Dense.writing(found)) {
            call("roi_max_pool", where, corners, numbers)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .write(at.array())
                    .add(inclusive ? 1 : 0)
                    .add(y.size())
                    .launch(y.size());
        }
    }

    void average(NDArray x, NDArray regions, NDArray examples, double scale, NDArray y) {
        Where where = new Where(x, y, regions, examples, scale);
        try (Dense in = Dense.reading(x);
                Dense corners = Dense.reading(regions);
                Dense numbers = Dense.reading(examples);
                Dense out = Dense.writing(y)) {
            call("roi_average_pool", where, corners, numbers)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .add(y.size())
                    .launch(y.size());
        }
    }

    void maxAlign(NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, NDArray y, NDArray found) {
        Where where = new Where(x, y, regions, examples, scale);
        try (Dense in = Dense.reading(x);
                Dense corners = Dense.reading(regions);
                Dense numbers = Dense.reading(examples);
                Dense out = Dense.writing(y);
                Dense at = Dense.writing(found)) {
            call("roi_max_align", where, corners, numbers)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .write(at.array())
                    .add(samples[0])
                    .add(samples[1])
                    .add(y.size())
                    .launch(y.size());
        }
    }

    void averageAlign(NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, NDArray y) {
        Where where = new Where(x, y, regions, examples, scale);
        try (Dense in = Dense.reading(x);
                Dense corners = Dense.reading(regions);
                Dense numbers = Dense.reading(examples);
                Dense out = Dense.writing(y)) {
            call("roi_average_align", where, corners, numbers)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .add(samples[0])
                    .add(samples[1])
                    .add(y.size())
                    .launch(y.size());
        }
    }

    void maxGrad(NDArray gy, NDArray examples, NDArray found, NDArray gx) {
        Where where = new Where(gx, gy, null, examples, 1);
        NDArray sums = zeros(gx);
        try (Dense upstream = Dense.reading(gy);
                Dense numbers = Dense.reading(examples);
                Dense at = Dense.reading(found)) {
            call("roi_max_pool_grad", where, null, numbers)
                    .view(upstream.array(), false)
                    .read(at.array())
                    .write(sums)
                    .add(gy.dim(0))
                    .add(gx.dim(2) * gx.dim(3))
                    .add(gy.dim(2) * gy.dim(3))
                    .launch(gx.dim(0) * gx.dim(1));
        }
        store(sums, gx);
    }

    void averageGrad(NDArray gy, NDArray regions, NDArray examples, double scale, NDArray gx) {
        Where where = new Where(gx, gy, regions, examples, scale);
        NDArray sums = zeros(gx);
        try (Dense upstream = Dense.reading(gy);
                Dense corners = Dense.reading(regions);
                Dense numbers = Dense.reading(examples)) {
            call("roi_average_pool_grad", where, corners, numbers)
                    .view(upstream.array(), false)
                    .write(sums)
                    .add(gy.dim(0))
                    .launch(gx.dim(0) * gx.dim(1));
        }
        store(sums, gx);
    }

    /**
     * Gradient of both kinds of alignment.
     *
     * @param found the greatest samples, or null for the mean of all
     */
    void alignGrad(
            NDArray gy, NDArray regions, NDArray examples, NDArray found, double scale, int[] samples, NDArray gx) {
        Where where = new Where(gx, gy, regions, examples, scale);
        NDArray sums = zeros(gx);
        try (Dense upstream = Dense.reading(gy);
                Dense corners = Dense.reading(regions);
                Dense numbers = Dense.reading(examples);
                Dense at = Dense.reading(found)) {
            Arguments arguments =
                    call("roi_align_grad", where, corners, numbers).view(upstream.array(), false);
            (found == null ? arguments.add(0L) : arguments.read(at.array()))
                    .write(sums)
                    .add(samples[0])
                    .add(samples[1])
                    .add(gy.dim(0))
                    .launch(gx.dim(0) * gx.dim(1));
        }
        store(sums, gx);
    }

    /** Where a gradient is summed up: in float32 or float64. */
    private static NDArray zeros(NDArray gx) {
        DType dtype = gx.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        NDArray sums = gx.dtype() == dtype && gx.isContiguous() ? gx : NDArray.empty(gx.device(), dtype, gx.shape());
        return sums.fill(0);
    }

    private static void store(NDArray sums, NDArray gx) {
        if (sums != gx) {
            gx.device().elementwise().copy(sums, gx);
            sums.close();
        }
    }
}
