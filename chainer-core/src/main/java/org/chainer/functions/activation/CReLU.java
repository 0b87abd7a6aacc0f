package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Concatenated rectified linear unit: {@code y = [max(x, 0), max(−x, 0)]}, joined along an axis, which becomes twice as long.
 *
 * <p>In: one floating-point array with that axis. Out: the same dtype. Chainer: {@code F.crelu}.
 *
 * @see <a href="https://proceedings.mlr.press/v48/shang16.html">Shang et al., Understanding and Improving Convolutional Neural Networks via
 *     Concatenated Rectified Linear Units, 2016</a>
 */
public final class CReLU extends FunctionNode {
    private final int axis;

    private CReLU(int axis) {
        this.axis = axis;
    }

    /** Concatenated ReLU along axis 1. */
    public static Variable crelu(Variable x) {
        return crelu(x, 1);
    }

    /** Concatenated ReLU along an axis. */
    public static Variable crelu(Variable x, int axis) {
        return new CReLU(axis).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray x = in[0];
        long n = x.dim(axis);
        NDArray y = x.emptyLike(x.shape().withDim(axis, 2 * n));
        ElementwiseKernels kernels = x.device().elementwise();
        NDArray negative = y.slice(axis, n, 2 * n);
        kernels.unary(UnaryOp.RELU, x, y.slice(axis, 0, n));
        kernels.unary(UnaryOp.NEGATE, x, negative);
        kernels.unary(UnaryOp.RELU, negative, negative);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        long n = x.dim(axis);
        return variables(
                part(gy[0], 0, n, x.apply(BinaryOp.GREATER, 0)).sub(part(gy[0], n, 2 * n, x.apply(BinaryOp.LESS, 0))));
    }

    private Variable part(Variable gy, long from, long to, NDArray mask) {
        Slice[] index = new Slice[gy.shape().axis(axis) + 1];
        java.util.Arrays.fill(index, Slice.all());
        index[index.length - 1] = Slice.of(from, to);
        return gy.get(index).mul(new Variable(mask.astype(gy.dtype()), false));
    }
}
