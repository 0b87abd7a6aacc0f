package org.chainer.backend.reference;

import static org.chainer.backend.HostArray.TILE;

import java.util.Arrays;
import org.chainer.array.DType;
import org.chainer.array.HalfFloat;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;

/** Element by element, in double for floating-point numbers and in long for the rest. */
public class ReferenceElementwiseKernels implements ElementwiseKernels {

    @Override
    public void unary(UnaryOp op, NDArray x, double alpha, double beta, @Out NDArray y) {
        HostArray in = HostArray.reading(x);
        HostArray out = HostArray.writing(y);
        boolean floating = x.dtype().isFloating();
        double[] doubles = new double[floating ? tile(y) : 0];
        long[] longs = new long[floating ? 0 : tile(y)];
        for (long start = 0; start < y.size(); start += TILE) {
            int n = (int) Math.min(TILE, y.size() - start);
            if (floating) {
                in.get(start, doubles, 0, n);
                UnaryLoops.run(op, doubles, n, alpha, beta);
                out.put(start, doubles, 0, n);
            } else {
                in.get(start, longs, 0, n);
                UnaryLoops.run(op, longs, n, alpha, beta);
                out.put(start, longs, 0, n);
            }
        }
    }

    @Override
    public void binary(BinaryOp op, NDArray a, NDArray b, double alpha, @Out NDArray y) {
        HostArray left = HostArray.reading(a);
        HostArray right = HostArray.reading(b);
        HostArray out = HostArray.writing(y);
        if (a.dtype().isFloating()) {
            double[] x = new double[tile(y)];
            double[] w = new double[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                left.get(start, x, 0, n);
                right.get(start, w, 0, n);
                BinaryLoops.run(op, x, w, n, alpha);
                out.put(start, x, 0, n);
            }
        } else {
            long[] x = new long[tile(y)];
            long[] w = new long[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                left.get(start, x, 0, n);
                right.get(start, w, 0, n);
                BinaryLoops.run(op, x, w, n, alpha);
                out.put(start, x, 0, n);
            }
        }
    }

    @Override
    public void binaryScalar(BinaryOp op, NDArray a, Number b, @Out NDArray y) {
        HostArray left = HostArray.reading(a);
        HostArray out = HostArray.writing(y);
        if (a.dtype().isFloating()) {
            double[] x = new double[tile(y)];
            double[] w = new double[tile(y)];
            Arrays.fill(w, rounded(b, a.dtype()));
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                left.get(start, x, 0, n);
                BinaryLoops.run(op, x, w, n, 0);
                out.put(start, x, 0, n);
            }
        } else {
            long[] x = new long[tile(y)];
            long[] w = new long[tile(y)];
            Arrays.fill(w, b.longValue());
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                left.get(start, x, 0, n);
                BinaryLoops.run(op, x, w, n, 0);
                out.put(start, x, 0, n);
            }
        }
    }

    @Override
    public void scalarBinary(BinaryOp op, Number a, NDArray b, @Out NDArray y) {
        HostArray right = HostArray.reading(b);
        HostArray out = HostArray.writing(y);
        if (b.dtype().isFloating()) {
            double[] x = new double[tile(y)];
            double[] w = new double[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                Arrays.fill(x, rounded(a, b.dtype()));
                right.get(start, w, 0, n);
                BinaryLoops.run(op, x, w, n, 0);
                out.put(start, x, 0, n);
            }
        } else {
            long[] x = new long[tile(y)];
            long[] w = new long[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                Arrays.fill(x, a.longValue());
                right.get(start, w, 0, n);
                BinaryLoops.run(op, x, w, n, 0);
                out.put(start, x, 0, n);
            }
        }
    }

    /** The number as an array of that floating-point dtype holds it. */
    private static double rounded(Number value, DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> value.floatValue();
            case FLOAT16 -> HalfFloat.fromFloat16(HalfFloat.toFloat16(value.floatValue()));
            case BFLOAT16 -> HalfFloat.fromBfloat16(HalfFloat.toBfloat16(value.floatValue()));
            default -> value.doubleValue();
        };
    }

    @Override
    public void where(NDArray condition, NDArray a, NDArray b, @Out NDArray y) {
        HostArray choice = HostArray.reading(condition);
        HostArray left = HostArray.reading(a);
        HostArray right = HostArray.reading(b);
        HostArray out = HostArray.writing(y);
        long[] chosen = new long[tile(y)];
        if (a.dtype().isFloating()) {
            double[] x = new double[tile(y)];
            double[] w = new double[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                choice.get(start, chosen, 0, n);
                left.get(start, x, 0, n);
                right.get(start, w, 0, n);
                for (int i = 0; i < n; i++) {
                    x[i] = chosen[i] != 0 ? x[i] : w[i];
                }
                out.put(start, x, 0, n);
            }
        } else {
            long[] x = new long[tile(y)];
            long[] w = new long[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                choice.get(start, chosen, 0, n);
                left.get(start, x, 0, n);
                right.get(start, w, 0, n);
                for (int i = 0; i < n; i++) {
                    x[i] = chosen[i] != 0 ? x[i] : w[i];
                }
                out.put(start, x, 0, n);
            }
        }
    }

    @Override
    public void accumulate(double alpha, NDArray x, @Out NDArray y) {
        binary(BinaryOp.AXPY, x, y, alpha, y);
    }

    @Override
    public void fill(Number value, @Out NDArray y) {
        HostArray out = HostArray.writing(y);
        if (y.dtype().isFloating() || value instanceof Double || value instanceof Float) {
            double[] tile = new double[tile(y)];
            Arrays.fill(tile, value.doubleValue());
            for (long start = 0; start < y.size(); start += TILE) {
                out.put(start, tile, 0, (int) Math.min(TILE, y.size() - start));
            }
        } else {
            long[] tile = new long[tile(y)];
            Arrays.fill(tile, value.longValue());
            for (long start = 0; start < y.size(); start += TILE) {
                out.put(start, tile, 0, (int) Math.min(TILE, y.size() - start));
            }
        }
    }

    @Override
    public void copy(NDArray x, @Out NDArray y) {
        HostArray in = HostArray.reading(x);
        HostArray out = HostArray.writing(y);
        if (x.dtype().isFloating()) {
            double[] tile = new double[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                in.get(start, tile, 0, n);
                out.put(start, tile, 0, n);
            }
        } else {
            long[] tile = new long[tile(y)];
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                in.get(start, tile, 0, n);
                out.put(start, tile, 0, n);
            }
        }
    }

    @Override
    public void range(double start, double step, @Out NDArray y) {
        HostArray out = HostArray.writing(y);
        double[] tile = new double[tile(y)];
        for (long first = 0; first < y.size(); first += TILE) {
            int n = (int) Math.min(TILE, y.size() - first);
            for (int i = 0; i < n; i++) {
                tile[i] = start + (first + i) * step;
            }
            out.put(first, tile, 0, n);
        }
    }

    private static int tile(NDArray y) {
        return (int) Math.min(TILE, y.size());
    }
}
