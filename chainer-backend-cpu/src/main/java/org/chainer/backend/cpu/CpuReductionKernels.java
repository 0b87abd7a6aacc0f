package org.chainer.backend.cpu;

import static org.chainer.backend.cpu.FloatAccess.TILE;

import java.util.Arrays;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.reference.ReferenceReductionKernels;

/**
 * Folds of float32 over neighbouring axes of contiguous arrays by vectorised loops; the rest as the reference.
 *
 * <p>Such an array is seen as (outer, n, inner), folded along n: with inner 1 each run of n elements gives one number, else n rows of inner
 * elements are folded into one, in blocks whose partial results are added up in double.
 */
class CpuReductionKernels extends ReferenceReductionKernels {
    /** Rows that are added up in float before the sum goes on in double. */
    private static final int BLOCK = 128;

    @Override
    public void reduce(ReduceOp op, NDArray x, int[] axes, @Out NDArray y) {
        long[] seen = has(op) && FloatAccess.suits(x, y) && x.size() > 0 ? outerFoldedInner(x, axes) : null;
        if (seen == null) {
            super.reduce(op, x, axes, y);
        } else if (seen[2] == 1) {
            foldRuns(op, x, seen[0], seen[1], y);
        } else {
            foldRows(op, x, seen[0], seen[1], seen[2], y);
        }
    }

    private static boolean has(ReduceOp op) {
        return switch (op) {
            case SUM, MEAN, SUM_OF_SQUARES, MAX, MIN -> true;
            default -> false;
        };
    }

    /** How a contiguous array is seen when the axes are neighbours; null if they are not. */
    private static long[] outerFoldedInner(NDArray x, int[] axes) {
        if (!x.isContiguous()) {
            return null;
        }
        boolean[] folded = new boolean[x.rank()];
        for (int axis : axes) {
            folded[x.shape().axis(axis)] = true;
        }
        long[] seen = {1, 1, 1};
        int part = 0;
        for (int i = 0; i < x.rank(); i++) {
            if (x.dim(i) == 1) {
                continue;
            }
            if (folded[i] && part == 2) {
                return null;
            }
            if (part == (folded[i] ? 0 : 1)) {
                part++;
            }
            seen[part] *= x.dim(i);
        }
        return seen;
    }

    private static void foldRuns(ReduceOp op, NDArray x, long outer, long n, NDArray y) {
        FloatAccess in = FloatAccess.reading(x);
        FloatAccess out = FloatAccess.writing(y);
        float[] tile = FloatAccess.tile(0);
        float[] results = FloatAccess.tile(1);
        if (n <= TILE) {
            long most = TILE / n;
            for (long first = 0; first < outer; first += most) {
                int count = (int) Math.min(most, outer - first);
                in.get(first * n, tile, (int) (count * n));
                for (int i = 0; i < count; i++) {
                    results[i] = (float) result(op, fold(op, tile, (int) (i * n), (int) ((i + 1) * n), start(op)), n);
                }
                out.put(first, results, count);
            }
            return;
        }
        for (long i = 0; i < outer; i++) {
            double value = start(op);
            for (long from = 0; from < n; from += TILE) {
                int count = (int) Math.min(TILE, n - from);
                in.get(i * n + from, tile, count);
                value = fold(op, tile, 0, count, value);
            }
            results[0] = (float) result(op, value, n);
            out.put(i, results, 1);
        }
    }

    private static double start(ReduceOp op) {
        return switch (op) {
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            default -> 0;
        };
    }

    private static double fold(ReduceOp op, float[] tile, int from, int to, double value) {
        return switch (op) {
            case MAX -> Math.max(value, FloatFolds.max(tile, from, to));
            case MIN -> Math.min(value, FloatFolds.min(tile, from, to));
            case SUM_OF_SQUARES -> value + FloatFolds.sumOfSquares(tile, from, to);
            default -> value + FloatFolds.sum(tile, from, to);
        };
    }

    private static double result(ReduceOp op, double value, long n) {
        return op == ReduceOp.MEAN ? value / n : value;
    }

    private static void foldRows(ReduceOp op, NDArray x, long outer, long n, long inner, NDArray y) {
        FloatAccess in = FloatAccess.reading(x);
        FloatAccess out = FloatAccess.writing(y);
        float[] tile = FloatAccess.tile(0);
        float[] partial = FloatAccess.tile(1);
        double[] results = new double[(int) Math.min(TILE, inner)];
        for (long o = 0; o < outer; o++) {
            for (long column = 0; column < inner; column += TILE) {
                int width = (int) Math.min(TILE, inner - column);
                Arrays.fill(results, start(op));
                for (long block = 0; block < n; block += BLOCK) {
                    Arrays.fill(partial, 0, width, (float) start(op));
                    for (long row = block; row < Math.min(block + BLOCK, n); row++) {
                        in.get((o * n + row) * inner + column, tile, width);
                        foldRow(op, tile, partial, FloatAccess.padded(width));
                    }
                    merge(op, partial, results, width);
                }
                for (int i = 0; i < width; i++) {
                    tile[i] = (float) result(op, results[i], n);
                }
                out.put(o * inner + column, tile, width);
            }
        }
    }

    private static void foldRow(ReduceOp op, float[] row, float[] partial, int width) {
        switch (op) {
            case MAX -> FloatFolds.max(row, partial, width);
            case MIN -> FloatFolds.min(row, partial, width);
            case SUM_OF_SQUARES -> FloatFolds.addSquares(row, partial, width);
            default -> FloatFolds.add(row, partial, width);
        }
    }

    private static void merge(ReduceOp op, float[] partial, double[] results, int width) {
        for (int i = 0; i < width; i++) {
            results[i] = switch (op) {
                case MAX -> Math.max(results[i], partial[i]);
                case MIN -> Math.min(results[i], partial[i]);
                default -> results[i] + partial[i];
            };
        }
    }

    @Override
    public void argMax(NDArray x, int axis, @Out NDArray y) {
        int last = x.rank() - 1;
        if (!FloatAccess.suits(x) || x.shape().axis(axis) != last || x.size() == 0) {
            super.argMax(x, axis, y);
            return;
        }
        long n = x.dim(last);
        FloatAccess in = FloatAccess.reading(x);
        HostArray out = HostArray.writing(y);
        float[] tile = FloatAccess.tile(0);
        long[] result = new long[1];
        for (long row = 0; row < y.size(); row++) {
            float best = Float.NEGATIVE_INFINITY;
            result[0] = 0;
            for (long start = 0; start < n && best == best; start += TILE) {
                int count = (int) Math.min(TILE, n - start);
                in.get(row * n + start, tile, count);
                int found = FloatFolds.argMax(tile, 0, count);
                if (!(tile[found] <= best)) {
                    best = tile[found];
                    result[0] = start + found;
                }
            }
            out.put(row, result, 0, 1);
        }
    }
}
