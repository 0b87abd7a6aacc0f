package org.chainer.backend.cuda;

import static org.chainer.backend.cuda.AxisGroups.folded;
import static org.chainer.backend.cuda.AxisGroups.kept;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.NormalizationKernels;
import org.chainer.backend.reference.ReferenceNormalizationKernels;

/**
 * Softmax by cuDNN, normalisation by kernels of our own, normalization.cu: cuDNN's batch normalisation gives the inverse deviation in place of the variance, and only over
 * certain axes. Statistics of empty arrays are left to the host.
 */
final class CudaNormalizationKernels implements NormalizationKernels {
    private static final String TOPIC = "normalization";
    private static final int THREADS = 256;
    private static final int MOST_BLOCKS = 1 << 16;

    private final CudaContext context;
    private final Softmax softmax;
    private final LayerNormalization layers;
    private final NormalizationKernels staged;

    CudaNormalizationKernels(CudaContext context, Dnn dnn) {
        this.context = context;
        softmax = new Softmax(dnn);
        layers = new LayerNormalization(context);
        staged = Staging.of(NormalizationKernels.class, new ReferenceNormalizationKernels(), context);
    }

    @Override
    public void softmax(NDArray x, int axis, @Out NDArray y) {
        softmax.forward(false, x, x.shape().axis(axis), y);
    }

    @Override
    public void softmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx) {
        softmax.backward(false, y, gy, y.shape().axis(axis), gx);
    }

    @Override
    public void logSoftmax(NDArray x, int axis, @Out NDArray y) {
        softmax.forward(true, x, x.shape().axis(axis), y);
    }

    @Override
    public void logSoftmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx) {
        softmax.backward(true, y, gy, y.shape().axis(axis), gx);
    }

    @Override
    public void batchNorm(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            int[] axes,
            double eps,
            @Out NDArray y,
            @Out NDArray mean,
            @Out NDArray variance) {
        if (x.size() == 0) {
            staged.batchNorm(x, gamma, beta, axes, eps, y, mean, variance);
        } else {
            normalize(x, gamma, beta, mean, variance, axes, eps, false, y);
        }
    }

    @Override
    public void fixedBatchNorm(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            NDArray mean,
            NDArray variance,
            int[] axes,
            double eps,
            @Out NDArray y) {
        if (x.size() > 0) {
            normalize(x, gamma, beta, mean, variance, axes, eps, true, y);
        }
    }

    private void normalize(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            NDArray mean,
            NDArray variance,
            int[] axes,
            double eps,
            boolean given,
            NDArray y) {
        NDArray[] kept = {
            kept(x, axes), kept(y, axes), mean, variance, gamma == null ? mean : gamma, beta == null ? mean : beta
        };
        Extent groups = Extent.of(kept);
        NDArray[] folded = {folded(x, axes), folded(y, axes)};
        Extent elements = Extent.of(folded);
        context.call(TOPIC, "batch_norm_" + CudaElementwiseKernels.number(x.dtype()))
                .add(groups)
                .read(kept[0], groups, 0)
                .read(kept[1], groups, 1)
                .view(mean, groups, 2, !given)
                .view(variance, groups, 3, !given)
                .read(kept[4], groups, 4)
                .read(kept[5], groups, 5)
                .add(elements)
                .read(folded[0], elements, 0)
                .write(folded[1], elements, 1)
                .add(eps)
                .add(given ? 1 : 0)
                .add(gamma == null ? 0 : 1)
                .add(beta == null ? 0 : 1)
                .launch(blocks(groups), THREADS);
    }

    @Override
    public void batchNormGrad(
            NDArray x,
            NDArray gamma,
            NDArray mean,
            NDArray variance,
            NDArray gy,
            int[] axes,
            double eps,
            @Out NDArray gx,
            @Out NDArray ggamma,
            @Out NDArray gbeta) {
        if (x.size() == 0) {
            staged.batchNormGrad(x, gamma, mean, variance, gy, axes, eps, gx, ggamma, gbeta);
            return;
        }
        NDArray[] kept = {
            kept(x, axes),
            kept(gy, axes),
            kept(gx, axes),
            mean,
            variance,
            gamma == null ? mean : gamma,
            ggamma == null ? mean : ggamma,
            gbeta == null ? mean : gbeta
        };
        Extent groups = Extent.of(kept);
        NDArray[] folded = {folded(x, axes), folded(gy, axes), folded(gx, axes)};
        Extent elements = Extent.of(folded);
        context.call(TOPIC, "batch_norm_grad_" + CudaElementwiseKernels.number(x.dtype()))
                .add(groups)
                .read(kept[0], groups, 0)
                .read(kept[1], groups, 1)
                .read(kept[2], groups, 2)
                .read(mean, groups, 3)
                .read(variance, groups, 4)
                .read(kept[5], groups, 5)
                .view(kept[6], groups, 6, ggamma != null)
                .view(kept[7], groups, 7, gbeta != null)
                .add(elements)
                .read(folded[0], elements, 0)
                .read(folded[1], elements, 1)
                .write(folded[2], elements, 2)
                .add(eps)
                .add(gamma == null ? 0 : 1)
                .add(ggamma == null ? 0 : 1)
                .add(gbeta == null ? 0 : 1)
                .launch(blocks(groups), THREADS);
    }

    private static int blocks(Extent groups) {
        return (int) Math.min(groups.size(), MOST_BLOCKS);
    }

    @Override
    public void layerNorm(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            double eps,
            @Out NDArray y,
            @Out NDArray mean,
            @Out NDArray variance) {
        layers.normalize(x, gamma, beta, eps, y, mean, variance);
    }

    @Override
    public void layerNormGrad(
            NDArray x,
            NDArray gamma,
            NDArray mean,
            NDArray variance,
            NDArray gy,
            double eps,
            @Out NDArray gx,
            @Out NDArray ggamma,
            @Out NDArray gbeta) {
        layers.gradients(x, gamma, mean, variance, gy, eps, gx, ggamma, gbeta);
    }

    @Override
    public void localResponseNorm(
            NDArray x, int n, double k, double alpha, double beta, @Out NDArray y, @Out NDArray scale) {
        if (x.size() == 0) {
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense out = Dense.writing(y);
                Dense scales = Dense.writing(scale)) {
            sizes(
                            context.call(TOPIC, "local_response_norm_" + CudaElementwiseKernels.number(x.dtype()))
                                    .view(flat(in), false)
                                    .view(flat(out), true)
                                    .view(flat(scales), true),
                            x,
                            n)
                    .add(k)
                    .add(alpha)
                    .add(beta)
                    .launch(x.size());
        }
    }

    @Override
    public void localResponseNormGrad(
            NDArray x, NDArray y, NDArray scale, NDArray gy, int n, double alpha, double beta, @Out NDArray gx) {
        if (x.size() == 0) {
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense result = Dense.reading(y);
                Dense scales = Dense.reading(scale);
                Dense upstream = Dense.reading(gy);
                Dense out = Dense.writing(gx)) {
            sizes(
                            context.call(TOPIC, "local_response_norm_grad_" + CudaElementwiseKernels.number(x.dtype()))
                                    .view(flat(in), false)
                                    .view(flat(result), false)
                                    .view(flat(scales), false)
                                    .view(flat(upstream), false)
                                    .view(flat(out), true),
                            x,
                            n)
                    .add(alpha)
                    .add(beta)
                    .launch(x.size());
        }
    }

    /** The kernels see no axes: the array may have any number of them. */
    private static NDArray flat(Dense array) {
        return array.array().reshape(array.array().size());
    }

    private static Arguments sizes(Arguments arguments, NDArray x, int n) {
        return arguments
                .add(x.size())
                .add(x.dim(1))
                .add(x.shape().subShape(2, x.rank()).size())
                .add(n / 2);
    }
}
