package org.chainer.backend.reference;

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
        eachRow(x, x, axis, y, (row, unused, n) -> {
            double max = max(row, n);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.exp(row[i] - max);
            }
            double log = Math.log(sum);
            for (int i = 0; i < n; i++) {
                row[i] = row[i] - max - log;
            }
        });
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
}
