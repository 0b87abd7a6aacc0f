package org.chainer.backend.reference;

import java.util.Arrays;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.NormalizationKernels;

/** Row by row, in double. */
public class ReferenceNormalizationKernels implements NormalizationKernels {

    @Override
    public void softmax(NDArray x, int axis, @Out NDArray y) {
        eachRow(x, x, axis, y, (row, unused, n) -> {
            double max = max(row, n);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                row[i] = Math.exp(row[i] - max);
                sum += row[i];
            }
            for (int i = 0; i < n; i++) {
                row[i] /= sum;
            }
        });
    }

    @Override
    public void softmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx) {
        eachRow(y, gy, axis, gx, (row, grad, n) -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += row[i] * grad[i];
            }
            for (int i = 0; i < n; i++) {
                row[i] *= grad[i] - sum;
            }
        });
    }

    @Override
    public void logSoftmax(NDArray x, int axis, @Out NDArray y) {
        eachRow(x, x, axis, y, (row, unused, n) -> logSoftmax(row));
    }

    @Override
    public void logSoftmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx) {
        eachRow(y, gy, axis, gx, (row, grad, n) -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += grad[i];
            }
            for (int i = 0; i < n; i++) {
                row[i] = grad[i] - Math.exp(row[i]) * sum;
            }
        });
    }

    private static double max(double[] row, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, row[i]);
        }
        return max;
    }

    /** What is done to a row of the first argument in place. */
    private interface RowFunction {
        void apply(double[] row, double[] other, int n);
    }

    private static void eachRow(NDArray a, NDArray b, int axis, NDArray out, RowFunction function) {
        HostArray first = HostArray.reading(AxisViews.last(a, axis));
        HostArray second = a == b ? null : HostArray.reading(AxisViews.last(b, axis));
        HostArray result = HostArray.writing(AxisViews.last(out, axis));
        int n = AxisViews.rowLength(a, axis);
        double[] row = new double[n];
        double[] other = new double[second == null ? 0 : n];
        for (long start = 0; start < a.size(); start += n) {
            first.get(start, row, 0, n);
            if (second != null) {
                second.get(start, other, 0, n);
            }
            function.apply(row, other, n);
            result.put(start, row, 0, n);
        }
    }

    /** {@code row − ln Σ e^row}, in place. */
    static void logSoftmax(double[] row) {
        double max = max(row, row.length);
        double sum = 0;
        for (double value : row) {
            sum += Math.exp(value - max);
        }
        double log = Math.log(sum);
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i] - max - log;
        }
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
        double[] means = new double[Math.toIntExact(mean.size())];
        double[] variances = new double[means.length];
        double[] scale = valuesOr(1, gamma, means.length);
        double[] shift = valuesOr(0, beta, means.length);
        HostArray in = HostArray.reading(AxisViews.last(x, axes));
        HostArray out = HostArray.writing(AxisViews.last(y, axes));
        double[] row = new double[Math.toIntExact(AxisViews.length(x, axes))];
        for (int group = 0; group < means.length; group++) {
            in.get((long) group * row.length, row, 0, row.length);
            means[group] = mean(row);
            variances[group] = variance(row, means[group]);
            double inverse = scale[group] / Math.sqrt(variances[group] + eps);
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - means[group]) * inverse + shift[group];
            }
            out.put((long) group * row.length, row, 0, row.length);
        }
        HostArray.store(means, mean);
        HostArray.store(variances, variance);
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
        double[] means = HostArray.doubles(mean);
        double[] variances = HostArray.doubles(variance);
        double[] scale = valuesOr(1, gamma, means.length);
        double[] shift = valuesOr(0, beta, means.length);
        HostArray in = HostArray.reading(AxisViews.last(x, axes));
        HostArray out = HostArray.writing(AxisViews.last(y, axes));
        double[] row = new double[Math.toIntExact(AxisViews.length(x, axes))];
        for (int group = 0; group < means.length; group++) {
            in.get((long) group * row.length, row, 0, row.length);
            double inverse = scale[group] / Math.sqrt(variances[group] + eps);
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - means[group]) * inverse + shift[group];
            }
            out.put((long) group * row.length, row, 0, row.length);
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
        double[] means = HostArray.doubles(mean);
        double[] variances = HostArray.doubles(variance);
        double[] scale = valuesOr(1, gamma, means.length);
        double[] gScale = new double[means.length];
        double[] gShift = new double[means.length];
        HostArray in = HostArray.reading(AxisViews.last(x, axes));
        HostArray upstream = HostArray.reading(AxisViews.last(gy, axes));
        HostArray out = HostArray.writing(AxisViews.last(gx, axes));
        double[] row = new double[Math.toIntExact(AxisViews.length(x, axes))];
        double[] grad = new double[row.length];
        for (int group = 0; group < means.length; group++) {
            in.get((long) group * row.length, row, 0, row.length);
            upstream.get((long) group * row.length, grad, 0, row.length);
            double inverse = 1 / Math.sqrt(variances[group] + eps);
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - means[group]) * inverse;
                gScale[group] += grad[i] * row[i];
                gShift[group] += grad[i];
            }
            for (int i = 0; i < row.length; i++) {
                double common = (row[i] * gScale[group] + gShift[group]) / row.length;
                row[i] = scale[group] * inverse * (grad[i] - common);
            }
            out.put((long) group * row.length, row, 0, row.length);
        }
        if (ggamma != null) {
            HostArray.store(gScale, ggamma);
        }
        if (gbeta != null) {
            HostArray.store(gShift, gbeta);
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
        double[] scale = HostArray.doubles(gamma);
        double[] shift = HostArray.doubles(beta);
        double[] means = new double[Math.toIntExact(mean.size())];
        double[] variances = new double[means.length];
        HostArray in = HostArray.reading(x);
        HostArray out = HostArray.writing(y);
        double[] row = new double[scale.length];
        for (int r = 0; r < means.length; r++) {
            in.get((long) r * row.length, row, 0, row.length);
            means[r] = mean(row);
            variances[r] = variance(row, means[r]);
            double inverse = 1 / Math.sqrt(variances[r] + eps);
            for (int i = 0; i < row.length; i++) {
                row[i] = scale[i] * (row[i] - means[r]) * inverse + shift[i];
            }
            out.put((long) r * row.length, row, 0, row.length);
        }
        HostArray.store(means, mean);
        HostArray.store(variances, variance);
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
        double[] means = HostArray.doubles(mean);
        double[] variances = HostArray.doubles(variance);
        double[] scale = HostArray.doubles(gamma);
        double[] gScale = new double[scale.length];
        double[] gShift = new double[scale.length];
        HostArray in = HostArray.reading(x);
        HostArray upstream = HostArray.reading(gy);
        HostArray out = HostArray.writing(gx);
        double[] row = new double[scale.length];
        double[] grad = new double[scale.length];
        for (int r = 0; r < means.length; r++) {
            in.get((long) r * row.length, row, 0, row.length);
            upstream.get((long) r * row.length, grad, 0, row.length);
            double inverse = 1 / Math.sqrt(variances[r] + eps);
            double sum = 0;
            double product = 0;
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - means[r]) * inverse;
                gScale[i] += grad[i] * row[i];
                gShift[i] += grad[i];
                grad[i] *= scale[i];
                sum += grad[i];
                product += grad[i] * row[i];
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = inverse * (grad[i] - (row[i] * product + sum) / row.length);
            }
            out.put((long) r * row.length, row, 0, row.length);
        }
        HostArray.store(gScale, ggamma);
        HostArray.store(gShift, gbeta);
    }

    private static double mean(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum / row.length;
    }

    private static double variance(double[] row, double mean) {
        double sum = 0;
        for (double value : row) {
            sum += (value - mean) * (value - mean);
        }
        return sum / row.length;
    }

    private static double[] valuesOr(double constant, NDArray values, int length) {
        if (values != null) {
            return HostArray.doubles(values);
        }
        double[] result = new double[length];
        Arrays.fill(result, constant);
        return result;
    }

    @Override
    public void localResponseNorm(
            NDArray x, int n, double k, double alpha, double beta, @Out NDArray y, @Out NDArray scale) {
        int channels = Math.toIntExact(x.dim(1));
        HostArray in = HostArray.reading(AxisViews.last(x, 1));
        HostArray out = HostArray.writing(AxisViews.last(y, 1));
        HostArray scales = HostArray.writing(AxisViews.last(scale, 1));
        double[] row = new double[channels];
        double[] squares = new double[channels];
        for (long start = 0; start < x.size(); start += channels) {
            in.get(start, row, 0, channels);
            for (int i = 0; i < channels; i++) {
                squares[i] = row[i] * row[i];
            }
            double[] sums = neighbours(squares, n / 2);
            for (int i = 0; i < channels; i++) {
                sums[i] = k + alpha * sums[i];
                row[i] *= Math.pow(sums[i], -beta);
            }
            out.put(start, row, 0, channels);
            scales.put(start, sums, 0, channels);
        }
    }

    @Override
    public void localResponseNormGrad(
            NDArray x, NDArray y, NDArray scale, NDArray gy, int n, double alpha, double beta, @Out NDArray gx) {
        int channels = Math.toIntExact(x.dim(1));
        HostArray in = HostArray.reading(AxisViews.last(x, 1));
        HostArray normalised = HostArray.reading(AxisViews.last(y, 1));
        HostArray scales = HostArray.reading(AxisViews.last(scale, 1));
        HostArray upstream = HostArray.reading(AxisViews.last(gy, 1));
        HostArray out = HostArray.writing(AxisViews.last(gx, 1));
        double[] row = new double[channels];
        double[] result = new double[channels];
        double[] unit = new double[channels];
        double[] grad = new double[channels];
        for (long start = 0; start < x.size(); start += channels) {
            in.get(start, row, 0, channels);
            normalised.get(start, result, 0, channels);
            scales.get(start, unit, 0, channels);
            upstream.get(start, grad, 0, channels);
            for (int i = 0; i < channels; i++) {
                result[i] *= grad[i] / unit[i];
            }
            double[] sums = neighbours(result, n / 2);
            for (int i = 0; i < channels; i++) {
                row[i] = grad[i] * Math.pow(unit[i], -beta) - 2 * alpha * beta * row[i] * sums[i];
            }
            out.put(start, row, 0, channels);
        }
    }

    /** Sum of the values at most {@code reach} places away. */
    private static double[] neighbours(double[] values, int reach) {
        double[] sums = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = Math.max(i - reach, 0); j <= Math.min(i + reach, values.length - 1); j++) {
                sums[i] += values[j];
            }
        }
        return sums;
    }
}
