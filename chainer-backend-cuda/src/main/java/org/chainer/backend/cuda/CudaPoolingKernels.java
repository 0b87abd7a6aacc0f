package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.PoolingKernels;
import org.chainer.backend.reference.ReferencePoolingKernels;

/**
 * Pooling over up to four axes, and of regions of interest. cuDNN's gives no indices and knows fewer geometries, so the kernels are our own: pooling.cu. More axes, and
 * regions in empty arrays, are left to the host.
 */
final class CudaPoolingKernels implements PoolingKernels {
    private static final String TOPIC = "pooling";

    private final CudaContext context;
    private final RegionPooling ofRegions;
    private final PoolingKernels staged;

    CudaPoolingKernels(CudaContext context) {
        this.context = context;
        ofRegions = new RegionPooling(context);
        staged = Staging.of(PoolingKernels.class, new ReferencePoolingKernels(), context);
    }

    private static boolean serves(int[] kernel, NDArray... indices) {
        boolean serves = kernel.length <= WindowGeometry.MAX_AXES;
        for (NDArray array : indices) {
            serves &= array.dtype() == DType.INT32;
        }
        return serves;
    }

    private Arguments call(String kernel, NDArray x, NDArray y, int[] size, int[] stride, int[] pad) {
        return context.call(TOPIC, kernel + "_" + CudaElementwiseKernels.number(x.dtype()))
                .add(WindowGeometry.of(
                        WindowGeometry.spatial(x.shape()), WindowGeometry.spatial(y.shape()), size, stride, pad, null));
    }

    @Override
    public void maxPool(NDArray x, int[] kernel, int[] stride, int[] pad, @Out NDArray y, @Out NDArray indices) {
        if (!serves(kernel, indices)) {
            staged.maxPool(x, kernel, stride, pad, y, indices);
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense out = Dense.writing(y);
                Dense found = Dense.writing(indices)) {
            call("max_pool", x, y, kernel, stride, pad)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .write(found.array())
                    .add(y.size())
                    .launch(y.size());
        }
    }

    @Override
    public void maxPoolGrad(NDArray gy, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray gx) {
        if (!serves(kernel, indices)) {
            staged.maxPoolGrad(gy, indices, kernel, stride, pad, gx);
            return;
        }
        try (Dense in = Dense.reading(gy);
                Dense at = Dense.reading(indices);
                Dense out = Dense.writing(gx)) {
            call("max_pool_grad", gx, gy, kernel, stride, pad)
                    .view(in.array(), false)
                    .read(at.array())
                    .view(out.array(), true)
                    .add(gx.size())
                    .launch(gx.size());
        }
    }

    @Override
    public void takePooled(NDArray x, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray y) {
        if (!serves(kernel, indices)) {
            staged.takePooled(x, indices, kernel, stride, pad, y);
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense at = Dense.reading(indices);
                Dense out = Dense.writing(y)) {
            call("take_pooled", x, y, kernel, stride, pad)
                    .view(in.array(), false)
                    .read(at.array())
                    .view(out.array(), true)
                    .add(y.size())
                    .launch(y.size());
        }
    }

    @Override
    public void averagePool(NDArray x, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray y) {
        if (!serves(kernel)) {
            staged.averagePool(x, kernel, stride, pad, exclusive, y);
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense out = Dense.writing(y)) {
            call("average_pool", x, y, kernel, stride, pad)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .add(exclusive ? 1 : 0)
                    .add(y.size())
                    .launch(y.size());
        }
    }

    @Override
    public void averagePoolGrad(NDArray gy, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray gx) {
        if (!serves(kernel)) {
            staged.averagePoolGrad(gy, kernel, stride, pad, exclusive, gx);
            return;
        }
        try (Dense in = Dense.reading(gy);
                Dense out = Dense.writing(gx)) {
            call("average_pool_grad", gx, gy, kernel, stride, pad)
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .add(exclusive ? 1 : 0)
                    .add(gx.size())
                    .launch(gx.size());
        }
    }

    @Override
    public void roiMaxPool(
            NDArray x,
            NDArray regions,
            NDArray examples,
            double scale,
            boolean inclusive,
            @Out NDArray y,
            @Out NDArray indices) {
        if (x.size() == 0 || y.size() == 0 || indices.dtype() != DType.INT32) {
            staged.roiMaxPool(x, regions, examples, scale, inclusive, y, indices);
        } else {
            ofRegions.max(x, regions, examples, scale, inclusive, y, indices);
        }
    }

    @Override
    public void roiMaxPoolGrad(NDArray gy, NDArray examples, NDArray indices, @Out NDArray gx) {
        if (gx.size() == 0 || gy.size() == 0 || indices.dtype() != DType.INT32) {
            staged.roiMaxPoolGrad(gy, examples, indices, gx);
        } else {
            ofRegions.maxGrad(gy, examples, indices, gx);
        }
    }

    @Override
    public void roiAveragePool(NDArray x, NDArray regions, NDArray examples, double scale, @Out NDArray y) {
        if (x.size() == 0 || y.size() == 0) {
            staged.roiAveragePool(x, regions, examples, scale, y);
        } else {
            ofRegions.average(x, regions, examples, scale, y);
        }
    }

    @Override
    public void roiAveragePoolGrad(NDArray gy, NDArray regions, NDArray examples, double scale, @Out NDArray gx) {
        if (gx.size() == 0 || gy.size() == 0) {
            staged.roiAveragePoolGrad(gy, regions, examples, scale, gx);
        } else {
            ofRegions.averageGrad(gy, regions, examples, scale, gx);
        }
    }

    @Override
    public void roiMaxAlign(
            NDArray x,
            NDArray regions,
            NDArray examples,
            double scale,
            int[] samples,
            @Out NDArray y,
            @Out NDArray indices) {
        if (x.size() == 0 || y.size() == 0 || indices.dtype() != DType.INT32) {
            staged.roiMaxAlign(x, regions, examples, scale, samples, y, indices);
        } else {
            ofRegions.maxAlign(x, regions, examples, scale, samples, y, indices);
        }
    }

    @Override
    public void roiMaxAlignGrad(
            NDArray gy,
            NDArray regions,
            NDArray examples,
            NDArray indices,
            double scale,
            int[] samples,
            @Out NDArray gx) {
        if (gx.size() == 0 || gy.size() == 0 || indices.dtype() != DType.INT32) {
            staged.roiMaxAlignGrad(gy, regions, examples, indices, scale, samples, gx);
        } else {
            ofRegions.alignGrad(gy, regions, examples, indices, scale, samples, gx);
        }
    }

    @Override
    public void roiAverageAlign(
            NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, @Out NDArray y) {
        if (x.size() == 0 || y.size() == 0) {
            staged.roiAverageAlign(x, regions, examples, scale, samples, y);
        } else {
            ofRegions.averageAlign(x, regions, examples, scale, samples, y);
        }
    }

    @Override
    public void roiAverageAlignGrad(
            NDArray gy, NDArray regions, NDArray examples, double scale, int[] samples, @Out NDArray gx) {
        if (gx.size() == 0 || gy.size() == 0) {
            staged.roiAverageAlignGrad(gy, regions, examples, scale, samples, gx);
        } else {
            ofRegions.alignGrad(gy, regions, examples, null, scale, samples, gx);
        }
    }
}
