package org.chainer.backend.cpu;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceNormalizationKernels;

/** Softmax, batch and layer normalisation of contiguous float32 arrays by oneDNN; small arrays and the rest as the reference. */
class CpuNormalizationKernels extends ReferenceNormalizationKernels {
    /** Smaller arrays are faster in Java. */
    static final long LEAST_SIZE = 512;

    @Override
    public void softmax(NDArray x, int axis, @Out NDArray y) {
        if (!forward(false, x, axis, y)) {
            super.softmax(x, axis, y);
        }
    }

    @Override
    public void logSoftmax(NDArray x, int axis, @Out NDArray y) {
        if (!forward(true, x, axis, y)) {
            super.logSoftmax(x, axis, y);
        }
    }

    @Override
    public void softmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx) {
        if (!backward(false, y, gy, axis, gx)) {
            super.softmaxGrad(y, gy, axis, gx);
        }
    }

    @Override
    public void logSoftmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx) {
        if (!backward(true, y, gy, axis, gx)) {
            super.logSoftmaxGrad(y, gy, axis, gx);
        }
    }

    private static boolean forward(boolean logarithm, NDArray x, int axis, NDArray y) {
        OneDnnPrimitive primitive = suits(x, y)
                ? OneDnnSoftmax.forward(logarithm, Layout.of(x), x.shape().axis(axis))
                : null;
        if (primitive != null) {
            primitive.run(x, y);
        }
        return primitive != null;
    }

    private static boolean backward(boolean logarithm, NDArray y, NDArray gy, int axis, NDArray gx) {
        OneDnnPrimitive primitive = suits(y, gy, gx)
                ? OneDnnSoftmax.backward(logarithm, Layout.of(y), y.shape().axis(axis))
                : null;
        if (primitive != null) {
            primitive.run(y, gy, gx);
        }
        return primitive != null;
    }

    private static boolean suits(NDArray... arrays) {
        for (NDArray array : arrays) {
            if (!FloatAccess.suits(array)
                    || array.size() < (OneDnn.isForced() ? 1 : LEAST_SIZE)
                    || array.rank() == 0
                    || array.rank() > Layout.MOST_AXES
                    || !array.isContiguous()) {
                return false;
            }
        }
        return OneDnn.isUsable();
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
        OneDnnPrimitive primitive =
                suits(x, y) && OneDnnBatchNorm.isPerChannel(x, axes) && areVectors(gamma, beta, mean, variance)
                        ? OneDnnBatchNorm.forward(Layout.of(x), gamma != null, beta != null, (float) eps, false)
                        : null;
        if (primitive == null) {
            super.batchNorm(x, gamma, beta, axes, eps, y, mean, variance);
        } else {
            primitive.run(present(x, gamma, beta, mean, variance, y));
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
        OneDnnPrimitive primitive =
                suits(x, y) && OneDnnBatchNorm.isPerChannel(x, axes) && areVectors(gamma, beta, mean, variance)
                        ? OneDnnBatchNorm.forward(Layout.of(x), gamma != null, beta != null, (float) eps, true)
                        : null;
        if (primitive == null) {
            super.fixedBatchNorm(x, gamma, beta, mean, variance, axes, eps, y);
        } else {
            primitive.run(present(x, gamma, beta, mean, variance, y));
        }
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
        boolean parameters = gamma != null && ggamma != null && gbeta != null;
        boolean none = gamma == null && ggamma == null && gbeta == null;
        OneDnnPrimitive primitive = (parameters || none)
                        && suits(x, gy, gx)
                        && OneDnnBatchNorm.isPerChannel(x, axes)
                        && areVectors(gamma, mean, variance, ggamma, gbeta)
                ? OneDnnBatchNorm.backward(Layout.of(x), parameters, (float) eps)
                : null;
        if (primitive == null) {
            super.batchNormGrad(x, gamma, mean, variance, gy, axes, eps, gx, ggamma, gbeta);
        } else {
            primitive.run(present(x, mean, variance, gy, gamma, gx, ggamma, gbeta));
        }
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
        OneDnnPrimitive primitive = suits(x, y) && areVectors(gamma, beta, mean, variance)
                ? OneDnnLayerNorm.forward(Layout.of(x), (float) eps)
                : null;
        if (primitive == null) {
            super.layerNorm(x, gamma, beta, eps, y, mean, variance);
        } else {
            primitive.run(x, gamma, beta, mean, variance, y);
        }
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
        OneDnnPrimitive primitive = suits(x, gy, gx) && areVectors(gamma, mean, variance, ggamma, gbeta)
                ? OneDnnLayerNorm.backward(Layout.of(x), (float) eps)
                : null;
        if (primitive == null) {
            super.layerNormGrad(x, gamma, mean, variance, gy, eps, gx, ggamma, gbeta);
        } else {
            primitive.run(x, gamma, mean, variance, gy, gx, ggamma, gbeta);
        }
    }

    private static boolean areVectors(NDArray... arrays) {
        for (NDArray array : arrays) {
            if (array != null && (!FloatAccess.suits(array) || !array.isContiguous())) {
                return false;
            }
        }
        return true;
    }

    private static NDArray[] present(NDArray... arrays) {
        return java.util.Arrays.stream(arrays).filter(array -> array != null).toArray(NDArray[]::new);
    }
}
