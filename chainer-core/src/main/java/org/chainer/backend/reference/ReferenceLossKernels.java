package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.LossKernels;

/** Row by row, in double. */
public class ReferenceLossKernels implements LossKernels {

    @Override
    public long softmaxCrossEntropy(
            NDArray x, NDArray labels, int ignored, NDArray classWeight, @Out NDArray softmax, @Out NDArray losses) {
        int rows = Math.toIntExact(x.dim(0));
        int classes = Math.toIntExact(x.dim(1));
        long[] t = HostArray.longs(labels);
        long counted = checkLabels(t, ignored, classes);
        double[] weight = classWeight == null ? null : HostArray.doubles(classWeight);
        HostArray in = HostArray.reading(x);
        HostArray out = HostArray.writing(softmax);
        double[] row = new double[classes];
        double[] result = new double[rows];
        for (int r = 0; r < rows; r++) {
            in.get((long) r * classes, row, 0, classes);
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < classes; i++) {
                max = Math.max(max, row[i]);
            }
            double label = t[r] == ignored ? 0 : row[(int) t[r]];
            double sum = 0;
            for (int i = 0; i < classes; i++) {
                row[i] = Math.exp(row[i] - max);
                sum += row[i];
            }
            for (int i = 0; i < classes; i++) {
                row[i] /= sum;
            }
            out.put((long) r * classes, row, 0, classes);
            if (t[r] != ignored) {
                result[r] = (weight == null ? 1 : weight[(int) t[r]]) * (Math.log(sum) - (label - max));
            }
        }
        HostArray.store(result, losses);
        return counted;
    }

    /**
     * Checks that every label that is not ignored is the number of a class.
     *
     * @return how many are not ignored
     */
    protected static long checkLabels(long[] labels, int ignored, long classes) {
        long counted = 0;
        for (int r = 0; r < labels.length; r++) {
            if (labels[r] != ignored) {
                counted++;
                if (labels[r] < 0 || labels[r] >= classes) {
                    throw new IndexOutOfBoundsException("softmax_cross_entropy: label " + labels[r] + " in row " + r
                            + " is neither one of the " + classes + " classes (0 to " + (classes - 1)
                            + ") nor the ignored label " + ignored);
                }
            }
        }
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
        int classes = Math.toIntExact(softmax.dim(1));
        long[] t = HostArray.longs(labels);
        checkLabels(t, ignored, classes);
        double[] weight = classWeight == null ? null : HostArray.doubles(classWeight);
        double[] upstream = HostArray.doubles(gy);
        HostArray in = HostArray.reading(softmax);
        HostArray out = HostArray.writing(gx);
        double[] row = new double[classes];
        for (int r = 0; r < t.length; r++) {
            in.get((long) r * classes, row, 0, classes);
            if (t[r] == ignored) {
                java.util.Arrays.fill(row, 0);
            } else {
                int label = (int) t[r];
                double factor = upstream[r] * scale * (weight == null ? 1 : weight[label]);
                row[label] -= 1;
                for (int i = 0; i < classes; i++) {
                    row[i] *= factor;
                }
            }
            out.put((long) r * classes, row, 0, classes);
        }
    }
}
