package org.chainer.backend.cuda;

import static org.chainer.backend.cuda.AxisGroups.folded;
import static org.chainer.backend.cuda.AxisGroups.kept;

import org.chainer.array.NDArray;

/** Layer normalisation of rows. Kernels: normalization.cu. */
final class LayerNormalization {
    private static final String TOPIC = "normalization";

    private final CudaContext context;

    LayerNormalization(CudaContext context) {
        this.context = context;
    }

    void normalize(NDArray x, NDArray gamma, NDArray beta, double eps, NDArray y, NDArray mean, NDArray variance) {
        if (x.size() == 0) {
            mean.device().elementwise().fill(Double.NaN, mean);
            variance.device().elementwise().fill(Double.NaN, variance);
            return;
        }
        NDArray[] ofRows = {kept(x, 1), kept(y, 1), mean, variance};
        NDArray[] ofFeatures = {folded(x, 1), folded(y, 1), gamma, beta};
        Extent rows = Extent.of(ofRows);
        Extent features = Extent.of(ofFeatures);
        Lanes lanes = Lanes.of(rows, features, 0);
        context.call(TOPIC, "layer_norm_" + CudaElementwiseKernels.number(x.dtype()))
                .add(rows)
                .read(ofRows[0], rows, 0)
                .write(ofRows[1], rows, 1)
                .write(mean, rows, 2)
                .write(variance, rows, 3)
                .add(features)
                .read(ofFeatures[0], features, 0)
                .write(ofFeatures[1], features, 1)
                .read(gamma, features, 2)
                .read(beta, features, 3)
                .add(eps)
                .add(lanes.count())
                .add(lanes.along() ? 1 : 0)
                .launch(lanes.blocks(rows.size()), Lanes.THREADS);
    }

    void gradients(
            NDArray x,
            NDArray gamma,
            NDArray mean,
            NDArray variance,
            NDArray gy,
            double eps,
            NDArray gx,
            NDArray ggamma,
            NDArray gbeta) {
        if (x.size() == 0) {
            ggamma.device().elementwise().fill(0, ggamma);
            gbeta.device().elementwise().fill(0, gbeta);
            return;
        }
        NDArray[] ofRows = {kept(x, 1), kept(gy, 1), kept(gx, 1), mean, variance};
        NDArray[] ofFeatures = {folded(x, 1), folded(gy, 1), folded(gx, 1), gamma, ggamma, gbeta};
        Extent rows = Extent.of(ofRows);
        Extent features = Extent.of(ofFeatures);
        String number = CudaElementwiseKernels.number(x.dtype());
        Lanes lanes = Lanes.of(features, rows, 0);
        context.call(TOPIC, "layer_norm_grad_affine_" + number)
                .add(rows)
                .read(ofRows[0], rows, 0)
                .read(ofRows[1], rows, 1)
                .read(mean, rows, 3)
                .read(variance, rows, 4)
                .add(features)
                .read(ofFeatures[0], features, 0)
                .read(ofFeatures[1], features, 1)
                .write(ggamma, features, 4)
                .write(gbeta, features, 5)
                .add(eps)
                .add(lanes.count())
                .add(lanes.along() ? 1 : 0)
                .launch(lanes.blocks(features.size()), Lanes.THREADS);
        lanes = Lanes.of(rows, features, 0);
        context.call(TOPIC, "layer_norm_grad_" + number)
                .add(rows)
                .read(ofRows[0], rows, 0)
                .read(ofRows[1], rows, 1)
                .write(ofRows[2], rows, 2)
                .read(mean, rows, 3)
                .read(variance, rows, 4)
                .add(features)
                .read(ofFeatures[0], features, 0)
                .read(ofFeatures[1], features, 1)
                .write(ofFeatures[2], features, 2)
                .read(gamma, features, 3)
                .add(eps)
                .add(lanes.count())
                .add(lanes.along() ? 1 : 0)
                .launch(lanes.blocks(rows.size()), Lanes.THREADS);
    }
}
