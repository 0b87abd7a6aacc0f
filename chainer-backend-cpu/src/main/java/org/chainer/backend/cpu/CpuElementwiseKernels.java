package org.chainer.backend.cpu;

import static org.chainer.backend.cpu.FloatAccess.TILE;

import java.util.Arrays;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.backend.reference.ReferenceElementwiseKernels;

/**
 * float32 by vectorised loops over tiles, logarithms and their like of larger arrays by oneDNN, strided copies by oneDNN too; the rest as
 * the reference.
 */
class CpuElementwiseKernels extends ReferenceElementwiseKernels {
    /** Logarithms and their like of fewer elements are computed in Java. */
    static final long LEAST_FOR_ONE_DNN = 512;

    /** Strided copies of fewer elements are done in Java. */
    static final long LEAST_FOR_REORDER = 4096;

    @Override
    public void unary(UnaryOp op, NDArray x, double alpha, double beta, @Out NDArray y) {
        if (!FloatAccess.suits(x, y) || y.size() == 0) {
            super.unary(op, x, alpha, beta, y);
        } else if (FloatLoops.has(op)) {
            if (unaryAsLaidOut(op, x, alpha, beta, y) || op == UnaryOp.RELU && OneDnnRelu.forward(x, y)) {
                return;
            }
            FloatAccess in = FloatAccess.reading(x);
            FloatAccess out = FloatAccess.writing(y);
            float[] tile = FloatAccess.tile(0);
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                in.get(start, tile, n);
                FloatLoops.run(op, tile, n, (float) alpha, (float) beta);
                out.put(start, tile, n);
            }
        } else if (!unaryByOneDnn(op, x, alpha, y)) {
            super.unary(op, x, alpha, beta, y);
        }
    }

    /** Elements in a layout of oneDNN's are computed, and kept, as they lie there. */
    private boolean unaryAsLaidOut(UnaryOp op, NDArray x, double alpha, double beta, NDArray y) {
        try (LaidOut in = LaidOut.of(x)) {
            if (in == null || !in.isDense() || !LaidOut.mayReplace(y, in.layout())) {
                return false;
            }
            try (MemoryScope temporaries = MemoryScope.open()) {
                NDArray room = LaidOut.room(y, y.dtype(), in.layout());
                unary(op, in.elements(), alpha, beta, room);
                LaidOut.replace(y, room, in.layout(), null);
            }
            return true;
        }
    }

    private static boolean unaryByOneDnn(UnaryOp op, NDArray x, double alpha, NDArray y) {
        OneDnnEltwise.Function function = switch (op) {
            case LOG -> OneDnnEltwise.Function.LOG;
            case ELU -> OneDnnEltwise.Function.ELU;
            case SOFTPLUS -> OneDnnEltwise.Function.SOFTPLUS;
            default -> null;
        };
        if (function == null
                || y.size() < LEAST_FOR_ONE_DNN && !OneDnn.isForced()
                || !x.isContiguous()
                || !y.isContiguous()
                || !OneDnn.isUsable()) {
            return false;
        }
        OneDnnPrimitive primitive = OneDnnEltwise.forward(function, DType.FLOAT32, y.size(), (float) alpha, 0);
        if (primitive != null) {
            primitive.run(x, y);
        }
        return primitive != null;
    }

    @Override
    public void binary(BinaryOp op, NDArray a, NDArray b, double alpha, @Out NDArray y) {
        if (!FloatLoops.has(op) || !FloatAccess.suits(a, b, y)) {
            super.binary(op, a, b, alpha, y);
            return;
        }
        if (binaryAsLaidOut(op, a, b, alpha, y)
                || y.size() >= OneDnnBinary.LEAST_SIZE && binaryByOneDnn(op, a, b, alpha, y)
                || op == BinaryOp.RELU_GRAD && OneDnnRelu.backward(a, b, y)) {
            return;
        }
        FloatAccess left = FloatAccess.reading(a);
        FloatAccess right = FloatAccess.reading(b);
        FloatAccess out = FloatAccess.writing(y);
        float[] x = FloatAccess.tile(0);
        float[] w = FloatAccess.tile(1);
        for (long start = 0; start < y.size(); start += TILE) {
            int n = (int) Math.min(TILE, y.size() - start);
            left.get(start, x, n);
            right.get(start, w, n);
            FloatLoops.run(op, x, w, n, (float) alpha);
            out.put(start, x, n);
        }
    }

    /** If one operand is in a layout of oneDNN's and the other is or can be, elements are computed, and kept, as they lie there. */
    private boolean binaryAsLaidOut(BinaryOp op, NDArray a, NDArray b, double alpha, NDArray y) {
        try (LaidOut left = LaidOut.of(a);
                LaidOut right = LaidOut.of(b)) {
            LaidOut leading = left != null ? left : right;
            if (leading == null
                    || !leading.isDense()
                    || !a.shape().equals(b.shape())
                    || !LaidOut.mayReplace(y, leading.layout())) {
                return false;
            }
            try (MemoryScope temporaries = MemoryScope.open()) {
                NDArray x = leading.likewise(a, left);
                NDArray w = leading.likewise(b, right);
                NDArray room = y == b && right != null && w == right.elements() && right.belongsTo(b)
                        ? w
                        : LaidOut.room(y, y.dtype(), leading.layout());
                binary(op, x, w, alpha, room);
                LaidOut.replace(y, room, leading.layout(), null);
            }
            return true;
        }
    }

    private static boolean binaryByOneDnn(BinaryOp op, NDArray a, NDArray b, double alpha, NDArray y) {
        return switch (op) {
            case ADD -> OneDnnBinary.suits(a, b, y) && OneDnnBinary.apply(OneDnnBinary.Operation.ADD, a, b, y);
            case SUBTRACT ->
                OneDnnBinary.suits(a, b, y) && OneDnnBinary.apply(OneDnnBinary.Operation.SUBTRACT, a, b, y);
            case MULTIPLY ->
                OneDnnBinary.suits(a, b, y) && OneDnnBinary.apply(OneDnnBinary.Operation.MULTIPLY, a, b, y);
            case AXPY -> b == y && OneDnnBinary.suits(a, y) && OneDnnBinary.accumulate(alpha, a, y);
            default -> false;
        };
    }

    @Override
    public void binaryScalar(BinaryOp op, NDArray a, Number b, @Out NDArray y) {
        if (!FloatLoops.has(op) || !FloatAccess.suits(a, y)) {
            super.binaryScalar(op, a, b, y);
            return;
        }
        FloatAccess left = FloatAccess.reading(a);
        FloatAccess out = FloatAccess.writing(y);
        float[] x = FloatAccess.tile(0);
        float[] w = filled(1, b, y);
        for (long start = 0; start < y.size(); start += TILE) {
            int n = (int) Math.min(TILE, y.size() - start);
            left.get(start, x, n);
            FloatLoops.run(op, x, w, n, 0);
            out.put(start, x, n);
        }
    }

    @Override
    public void scalarBinary(BinaryOp op, Number a, NDArray b, @Out NDArray y) {
        if (!FloatLoops.has(op) || !FloatAccess.suits(b, y)) {
            super.scalarBinary(op, a, b, y);
            return;
        }
        FloatAccess right = FloatAccess.reading(b);
        FloatAccess out = FloatAccess.writing(y);
        float[] w = FloatAccess.tile(1);
        for (long start = 0; start < y.size(); start += TILE) {
            int n = (int) Math.min(TILE, y.size() - start);
            float[] x = filled(0, a, y);
            right.get(start, w, n);
            FloatLoops.run(op, x, w, n, 0);
            out.put(start, x, n);
        }
    }

    private static float[] filled(int tile, Number value, NDArray like) {
        float[] result = FloatAccess.tile(tile);
        Arrays.fill(result, 0, (int) Math.min(TILE, like.size()), value.floatValue());
        return result;
    }

    @Override
    public void fill(Number value, @Out NDArray y) {
        if (!FloatAccess.suits(y)) {
            super.fill(value, y);
            return;
        }
        FloatAccess out = FloatAccess.writing(y);
        float[] tile = filled(0, value, y);
        for (long start = 0; start < y.size(); start += TILE) {
            out.put(start, tile, (int) Math.min(TILE, y.size() - start));
        }
    }

    @Override
    public void copy(NDArray x, @Out NDArray y) {
        if (x.dtype() == y.dtype()
                && x.isContiguous()
                && y.isContiguous()
                && x.size() > 0
                && NativeMemory.isNative(x)) {
            NativeMemory.copy(x, y);
        } else if (!FloatAccess.suits(x, y) || !NativeMemory.isNative(x)) {
            super.copy(x, y);
        } else if (!copyByOneDnn(x, y)) {
            FloatAccess in = FloatAccess.reading(x);
            FloatAccess out = FloatAccess.writing(y);
            float[] tile = FloatAccess.tile(0);
            for (long start = 0; start < y.size(); start += TILE) {
                int n = (int) Math.min(TILE, y.size() - start);
                in.get(start, tile, n);
                out.put(start, tile, n);
            }
        }
    }

    private static boolean copyByOneDnn(NDArray x, NDArray y) {
        if (y.size() < LEAST_FOR_REORDER && !OneDnn.isForced()
                || x.size() == 0
                || !Layout.isRegular(x)
                || !Layout.isRegular(y)
                || Overlap.between(x, y)
                || !OneDnn.isUsable()) {
            return false;
        }
        OneDnnPrimitive primitive = OneDnnReorder.copy(Layout.of(x), Layout.of(y));
        if (primitive != null) {
            primitive.run(x, y);
        }
        return primitive != null;
    }
}
