package org.chainer.backend.cpu;

import static org.chainer.backend.cpu.FloatAccess.TILE;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceLossKernels;

/** Cross entropy of float32 scores with oneDNN's softmax and vectorised loops; the rest as the reference. */
class CpuLossKernels extends ReferenceLossKernels {
    /** Smaller matrices of scores are faster in Java. */
    static final long LEAST_SIZE = 512;

    /** Below this probability, near float's smallest numbers, the loss is computed from the scores. */
    private static final float SMALLEST = 1e-30f;

    @Override
    public long softmaxCrossEntropy(
            NDArray x, NDArray labels, int ignored, NDArray classWeight, @Out NDArray softmax, @Out NDArray losses) {
        if (!FloatAccess.suits(x, softmax)
                || x.size() < (OneDnn.isForced() ? 1 : LEAST_SIZE)
                || !x.isContiguous()
                || !softmax.isContiguous()
                || !OneDnn.isUsable()) {
            return super.softmaxCrossEntropy(x, labels, ignored, classWeight, softmax, losses);
        }
        long[] t = HostArray.longs(labels);
        long counted = checkLabels(t, ignored, x.dim(1));
        OneDnnPrimitive primitive = OneDnnSoftmax.forward(false, Layout.of(x), 1);
        if (primitive == null || x.memory() == softmax.memory()) {
            return super.softmaxCrossEntropy(x, labels, ignored, classWeight, softmax, losses);
        }
        primitive.run(x, softmax);
        double[] weight = classWeight == null ? null : HostArray.doubles(classWeight);
        FloatAccess probabilities = FloatAccess.reading(softmax);
        float[] probability = new float[1];
        double[] result = new double[t.length];
        for (int r = 0; r < t.length; r++) {
            if (t[r] != ignored) {
                probabilities.get(r * x.dim(1) + t[r], probability, 1);
                double loss = probability[0] > SMALLEST ? -Math.log(probability[0]) : exactLoss(x, r, t[r]);
                result[r] = (weight == null ? 1 : weight[(int) t[r]]) * loss;
            }
        }
        HostArray.store(result, losses);
        return counted;
    }

    private static double exactLoss(NDArray x, long row, long label) {
        double[] scores = HostArray.doubles(x.select(0, row));
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - max);
        }
        return Math.log(sum) - (scores[(int) label] - max);
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
        if (!FloatAccess.suits(softmax, gx)) {
            super.softmaxCrossEntropyGrad(softmax, labels, ignored, classWeight, gy, scale, gx);
            return;
        }
        long classes = softmax.dim(1);
        long[] t = HostArray.longs(labels);
        checkLabels(t, ignored, classes);
        double[] weight = classWeight == null ? null : HostArray.doubles(classWeight);
        double[] upstream = HostArray.doubles(gy);
        FloatAccess in = FloatAccess.reading(softmax);
        FloatAccess out = FloatAccess.writing(gx);
        float[] tile = FloatAccess.tile(0);
        for (int r = 0; r < t.length; r++) {
            boolean counts = t[r] != ignored;
            float factor = counts ? (float) (upstream[r] * scale * (weight == null ? 1 : weight[(int) t[r]])) : 0;
            for (long column = 0; column < classes; column += TILE) {
                int n = (int) Math.min(TILE, classes - column);
                if (counts) {
                    in.get(r * classes + column, tile, n);
                    if (t[r] >= column && t[r] < column + n) {
                        tile[(int) (t[r] - column)] -= 1;
                    }
                    scale(tile, FloatAccess.padded(n), factor);
                } else {
                    java.util.Arrays.fill(tile, 0, n, 0);
                }
                out.put(r * classes + column, tile, n);
            }
        }
    }

    private static void scale(float[] x, int n, float factor) {
        for (int i = 0; i < n; i++) {
            x[i] = x[i] * factor;
        }
    }
}
