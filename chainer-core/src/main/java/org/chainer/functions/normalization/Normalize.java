package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Vectors brought to Euclidean length 1: {@code y = x / (‖x‖₂ + eps)}, along one axis or several.
 *
 * <p>In: x of a floating-point dtype and any shape with these axes. Out: the same shape and dtype. Chainer: {@code F.normalize}.
 */
public final class Normalize extends FunctionNode {
    private final double eps;
    private final int[] axis;

    private Normalize(double eps, int[] axis) {
        this.eps = eps;
        this.axis = axis;
    }

    /** Vectors along axis 1, with eps 10⁻⁵. */
    public static Variable normalize(Variable x) {
        return normalize(x, 1e-5);
    }

    /** Vectors along axis 1. */
    public static Variable normalize(Variable x, double eps) {
        return normalize(x, eps, 1);
    }

    /**
     * Vectors along the given axes.
     *
     * @throws IndexOutOfBoundsException if there is no such axis
     * @throws IllegalArgumentException if no axis is given, or one twice
     */
    public static Variable normalize(Variable x, double eps, int... axis) {
        if (axis.length == 0) {
            throw new IllegalArgumentException("normalize: expected at least one axis");
        }
        return new Normalize(eps, axis).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        return tidy(() -> {
            NDArray x = in[0];
            DType wide = Precision.wide(x.dtype());
            NDArray norm = x.astype(wide)
                    .reduce(ReduceOp.SUM_OF_SQUARES, true, axis)
                    .apply(UnaryOp.SQRT)
                    .astype(x.dtype());
            return arrays(x.div(norm.add(eps)));
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        Variable squares = Sum.sum(x.mul(x), true, axis);
        // The norm of a zero vector has no gradient: it counts as a constant.
        NDArray isZero = squares.array().apply(BinaryOp.EQUAL, 0).astype(x.dtype());
        Variable zero = new Variable(isZero, false);
        Variable length = Sqrt.sqrt(squares.add(zero));
        Variable divisor = length.sub(zero).add(eps);
        Variable along = Sum.sum(x.mul(gy[0]), true, axis).div(length.mul(divisor));
        return variables(gy[0].sub(x.mul(along)).div(divisor));
    }
}
