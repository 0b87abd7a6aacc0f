package org.chainer.backend.cuda;

import static org.chainer.backend.cuda.AxisGroups.folded;
import static org.chainer.backend.cuda.AxisGroups.kept;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.LossKernels;

/**
 * Fused losses: losses.cu. Labels are checked and counted here, at the call: those that came from the host are {@linkplain KnownValues known} without a wait; those that the
 * device computed are waited for.
 */
final class CudaLossKernels implements LossKernels {
    private static final String TOPIC = "losses";

    private final CudaContext context;
    private final TemporalClassification temporal;

    CudaLossKernels(CudaContext context) {
        this.context = context;
        temporal = new TemporalClassification(context);
    }

    @Override
    public long checkLabels(NDArray labels, int ignored, long classes) {
        long[] values = labels.toLongArray();
        long counted = 0;
        for (int row = 0; row < values.length; row++) {
            if (values[row] != ignored) {
                counted++;
                if (values[row] < 0 || values[row] >= classes) {
                    throw new IndexOutOfBoundsException("softmax_cross_entropy: label " + values[row] + " in row " + row
                            + " is neither one of the " + classes + " classes (0 to " + (classes - 1)
                            + ") nor the ignored label " + ignored);
                }
            }
        }
        return counted;
    }

    @Override
    public long softmaxCrossEntropy(
            NDArray x, NDArray labels, int ignored, NDArray classWeight, @Out NDArray softmax, @Out NDArray losses) {
        long counted = checkLabels(labels, ignored, x.dim(1));
        if (losses.size() == 0) {
            return counted;
        }
        if (softmax.size() == 0) {
            losses.device().elementwise().fill(0, losses);
            return counted;
        }
        NDArray[] ofRows = {kept(x, 1), kept(softmax, 1), labels, losses};
        NDArray[] ofClasses = {folded(x, 1), folded(softmax, 1)};
        Extent rows = Extent.of(ofRows);
        Extent classes = Extent.of(ofClasses);
        Lanes lanes = Lanes.of(rows, classes, 0);
        context.call(TOPIC, "softmax_cross_entropy_" + CudaElementwiseKernels.number(x.dtype()))
                .add(rows)
                .read(ofRows[0], rows, 0)
                .write(ofRows[1], rows, 1)
                .read(labels, rows, 2)
                .write(losses, rows, 3)
                .add(classes)
                .read(ofClasses[0], classes, 0)
                .write(ofClasses[1], classes, 1)
                .view(classWeight, false)
                .add((long) ignored)
                .add(lanes.count())
                .add(lanes.along() ? 1 : 0)
                .launch(lanes.blocks(rows.size()), Lanes.THREADS);
        return counted;
    }

    @Override
    public void softmaxCrossEntropyGrad(
            NDArray softmax,
            NDArray labels,
            int ignored,
            NDArray classWeight,
            NDArray gy,
            double scale,
            @Out NDArray gx) {
        if (gx.size() == 0) {
            return;
        }
        NDArray[] ofRows = {kept(softmax, 1), labels, gy, kept(gx, 1)};
        NDArray[] ofClasses = {folded(softmax, 1), folded(gx, 1)};
        Extent rows = Extent.of(ofRows);
        Extent classes = Extent.of(ofClasses);
        context.call(TOPIC, "softmax_cross_entropy_grad_" + CudaElementwiseKernels.number(softmax.dtype()))
                .add(rows)
                .read(ofRows[0], rows, 0)
                .read(labels, rows, 1)
                .read(gy, rows, 2)
                .write(ofRows[3], rows, 3)
                .add(classes)
                .read(ofClasses[0], classes, 0)
                .write(ofClasses[1], classes, 1)
                .view(classWeight, false)
                .add((long) ignored)
                .add(scale)
                .launch(gx.size());
    }

    @Override
    public void ctc(
            NDArray x,
            NDArray labels,
            NDArray inputLengths,
            NDArray labelLengths,
            int blank,
            @Out NDArray losses,
            @Out NDArray gx) {
        temporal.loss(x, labels, inputLengths, labelLengths, blank, losses, gx);
    }
}
