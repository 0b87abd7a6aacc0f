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
    @Override
    public long checkLabels(NDArray labels, int ignored, long classes) {
        return checkLabels(HostArray.longs(labels), ignored, classes);
    }

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

    @Override
    public void ctc(
            NDArray x,
            NDArray labels,
            NDArray inputLengths,
            NDArray labelLengths,
            int blank,
            @Out NDArray losses,
            @Out NDArray gx) {
        int steps = Math.toIntExact(x.dim(0));
        int batch = Math.toIntExact(x.dim(1));
        int symbols = Math.toIntExact(x.dim(2));
        int longest = Math.toIntExact(labels.dim(1));
        int[] stepCount = lengths("input length", inputLengths, steps);
        int[] labelCount = lengths("label length", labelLengths, longest);
        int[][] paths = new int[batch][];
        long[] all = HostArray.longs(labels);
        checkSymbol("blank symbol", blank, symbols);
        for (int b = 0; b < batch; b++) {
            paths[b] = new int[labelCount[b]];
            for (int i = 0; i < labelCount[b]; i++) {
                long label = all[b * longest + i];
                checkSymbol("label " + i + " of example " + b + ",", label, symbols);
                paths[b][i] = (int) label;
            }
        }
        double[] scores = HostArray.doubles(x);
        double[] gradient = new double[gx == null ? 0 : scores.length];
        double[] result = new double[batch];
        for (int b = 0; b < batch; b++) {
            double[][] logProbability = new double[stepCount[b]][symbols];
            for (int t = 0; t < stepCount[b]; t++) {
                System.arraycopy(scores, (t * batch + b) * symbols, logProbability[t], 0, symbols);
                ReferenceNormalizationKernels.logSoftmax(logProbability[t]);
            }
            double[][] part = gx == null ? null : new double[stepCount[b]][symbols];
            result[b] = new TemporalClassification(logProbability, paths[b], blank).loss(part);
            for (int t = 0; gx != null && t < stepCount[b]; t++) {
                System.arraycopy(part[t], 0, gradient, (t * batch + b) * symbols, symbols);
            }
        }
        HostArray.store(result, losses);
        if (gx != null) {
            HostArray.store(gradient, gx);
        }
    }

    private static int[] lengths(String what, NDArray lengths, int limit) {
        long[] values = HostArray.longs(lengths);
        int[] result = new int[values.length];
        int least = what.startsWith("input") ? 1 : 0;
        for (int b = 0; b < result.length; b++) {
            if (values[b] < least || values[b] > limit) {
                throw new IndexOutOfBoundsException(
                        "ctc: " + what + " " + values[b] + " of example " + b + " is not in " + least + " to " + limit);
            }
            result[b] = (int) values[b];
        }
        return result;
    }

    private static void checkSymbol(String what, long symbol, int symbols) {
        if (symbol < 0 || symbol >= symbols) {
            throw new IndexOutOfBoundsException("ctc: " + what + " " + symbol + " is not one of the " + symbols
                    + " symbols (0 to " + (symbols - 1) + ")");
        }
    }
}
