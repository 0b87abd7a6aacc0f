package org.chainer.backend.reference;

import static org.chainer.backend.HostArray.TILE;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.ReductionKernels;

/** Folds that accumulate floating-point numbers in double and integers, exactly, in long. */
public class ReferenceReductionKernels implements ReductionKernels {

    @Override
    public void reduce(ReduceOp op, NDArray x, int[] axes, @Out NDArray y) {
        long n = AxisViews.length(x, axes);
        if (n == 0 && y.size() > 0 && (op == ReduceOp.MAX || op == ReduceOp.MIN)) {
            throw new IllegalArgumentException(op + " of no elements: x has shape " + x.shape());
        }
        HostArray in = HostArray.reading(AxisViews.last(x, axes));
        HostArray out = HostArray.writing(y);
        if (x.dtype().isFloating() || op == ReduceOp.MEAN || op == ReduceOp.LOG_SUM_EXP) {
            reduceDoubles(op, in, n, out);
        } else {
            reduceLongs(op, in, n, out);
        }
    }

    private static void reduceDoubles(ReduceOp op, HostArray in, long n, HostArray out) {
        double[] tile = new double[(int) Math.min(TILE, n)];
        double[] results = new double[(int) Math.min(TILE, out.size())];
        DoubleFold fold = new DoubleFold(op);
        for (long first = 0; first < out.size(); first += TILE) {
            int count = (int) Math.min(TILE, out.size() - first);
            for (int i = 0; i < count; i++) {
                fold.start();
                for (long start = 0; start < n; start += TILE) {
                    int length = (int) Math.min(TILE, n - start);
                    in.get((first + i) * n + start, tile, 0, length);
                    fold.add(tile, length);
                }
                results[i] = fold.result(n);
            }
            out.put(first, results, 0, count);
        }
    }

    private static void reduceLongs(ReduceOp op, HostArray in, long n, HostArray out) {
        long[] tile = new long[(int) Math.min(TILE, n)];
        long[] results = new long[(int) Math.min(TILE, out.size())];
        for (long first = 0; first < out.size(); first += TILE) {
            int count = (int) Math.min(TILE, out.size() - first);
            for (int i = 0; i < count; i++) {
                long result = LongFold.start(op);
                for (long start = 0; start < n; start += TILE) {
                    int length = (int) Math.min(TILE, n - start);
                    in.get((first + i) * n + start, tile, 0, length);
                    result = LongFold.add(op, result, tile, length);
                }
                results[i] = result;
            }
            out.put(first, results, 0, count);
        }
    }

    @Override
    public void argMax(NDArray x, int axis, @Out NDArray y) {
        arg(x, axis, y, true);
    }

    @Override
    public void argMin(NDArray x, int axis, @Out NDArray y) {
        arg(x, axis, y, false);
    }

    private static void arg(NDArray x, int axis, NDArray y, boolean greatest) {
        long n = x.dim(axis);
        if (n == 0 && y.size() > 0) {
            throw new IllegalArgumentException(
                    (greatest ? "argMax" : "argMin") + " of no elements: x has shape " + x.shape());
        }
        HostArray in = HostArray.reading(AxisViews.last(x, axis));
        HostArray out = HostArray.writing(y);
        boolean floating = x.dtype().isFloating();
        double[] doubles = new double[floating ? (int) Math.min(TILE, n) : 0];
        long[] longs = new long[floating ? 0 : (int) Math.min(TILE, n)];
        long[] results = new long[(int) Math.min(TILE, y.size())];
        for (long first = 0; first < y.size(); first += TILE) {
            int count = (int) Math.min(TILE, y.size() - first);
            for (int i = 0; i < count; i++) {
                long row = (first + i) * n;
                results[i] = floating ? argDouble(in, row, n, doubles, greatest) : argLong(in, row, n, longs, greatest);
            }
            out.put(first, results, 0, count);
        }
    }

    private static long argDouble(HostArray in, long row, long n, double[] tile, boolean greatest) {
        long found = 0;
        double best = Double.NaN;
        for (long start = 0; start < n; start += TILE) {
            int length = (int) Math.min(TILE, n - start);
            in.get(row + start, tile, 0, length);
            for (int i = 0; i < length; i++) {
                double value = tile[i];
                if (Double.isNaN(value)) {
                    return start + i;
                }
                if (start + i == 0 || (greatest ? value > best : value < best)) {
                    best = value;
                    found = start + i;
                }
            }
        }
        return found;
    }

    private static long argLong(HostArray in, long row, long n, long[] tile, boolean greatest) {
        long found = 0;
        long best = 0;
        for (long start = 0; start < n; start += TILE) {
            int length = (int) Math.min(TILE, n - start);
            in.get(row + start, tile, 0, length);
            for (int i = 0; i < length; i++) {
                long value = tile[i];
                if (start + i == 0 || (greatest ? value > best : value < best)) {
                    best = value;
                    found = start + i;
                }
            }
        }
        return found;
    }

    @Override
    public void cumulativeSum(NDArray x, int axis, @Out NDArray y) {
        cumulate(x, axis, y, false);
    }

    @Override
    public void cumulativeProduct(NDArray x, int axis, @Out NDArray y) {
        cumulate(x, axis, y, true);
    }

    private static void cumulate(NDArray x, int axis, NDArray y, boolean product) {
        HostArray in = HostArray.reading(AxisViews.last(x, axis));
        HostArray out = HostArray.writing(AxisViews.last(y, axis));
        long n = x.dim(axis);
        long rows = n == 0 ? 0 : x.size() / n;
        boolean floating = x.dtype().isFloating();
        double[] doubles = new double[floating ? (int) Math.min(TILE, n) : 0];
        long[] longs = new long[floating ? 0 : (int) Math.min(TILE, n)];
        for (long row = 0; row < rows; row++) {
            double running = product ? 1 : 0;
            long exact = product ? 1 : 0;
            for (long start = 0; start < n; start += TILE) {
                int length = (int) Math.min(TILE, n - start);
                long at = row * n + start;
                if (floating) {
                    in.get(at, doubles, 0, length);
                    for (int i = 0; i < length; i++) {
                        running = product ? running * doubles[i] : running + doubles[i];
                        doubles[i] = running;
                    }
                    out.put(at, doubles, 0, length);
                } else {
                    in.get(at, longs, 0, length);
                    for (int i = 0; i < length; i++) {
                        exact = product ? exact * longs[i] : exact + longs[i];
                        longs[i] = exact;
                    }
                    out.put(at, longs, 0, length);
                }
            }
        }
    }

    @Override
    public void linearRecurrence(NDArray factor, NDArray term, int axis, @Out NDArray y) {
        HostArray factors = HostArray.reading(AxisViews.last(factor, axis));
        HostArray terms = HostArray.reading(AxisViews.last(term, axis));
        HostArray out = HostArray.writing(AxisViews.last(y, axis));
        long n = y.dim(axis);
        double[] a = new double[(int) Math.min(TILE, n)];
        double[] b = new double[a.length];
        for (long row = 0; row < y.size(); row += n) {
            double running = 0;
            for (long start = 0; start < n; start += TILE) {
                int length = (int) Math.min(TILE, n - start);
                factors.get(row + start, a, 0, length);
                terms.get(row + start, b, 0, length);
                for (int i = 0; i < length; i++) {
                    running = (start + i == 0 ? 0 : a[i] * running) + b[i];
                    b[i] = running;
                }
                out.put(row + start, b, 0, length);
            }
        }
    }
}
