package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Elements brought into an interval: {@code y = min(max(x, xMin), xMax)}. The gradient passes where x is inside, its ends included.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code
 * F.clip}.
 */
public final class Clip extends FunctionNode {
    private final double xMin;
    private final double xMax;

    private Clip(double xMin, double xMax) {
        if (!(xMin < xMax)) {
            throw new IllegalArgumentException(
                    "clip: x_min is " + xMin + " and x_max is " + xMax + ", expected x_min < x_max");
        }
        this.xMin = xMin;
        this.xMax = xMax;
    }

    /**
     * Clips each element of a floating-point array of any shape.
     *
     * @param xMin lower end; negative infinity for none
     * @param xMax upper end; infinity for none
     * @throws IllegalArgumentException if xMin is not below xMax
     */
    public static Variable clip(Variable x, double xMin, double xMax) {
        return new Clip(xMin, xMax).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.CLIP, in[0], xMin, xMax, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        NDArray inside = x.apply(BinaryOp.GREATER_EQUAL, xMin)
                .apply(BinaryOp.LOGICAL_AND, x.apply(BinaryOp.LESS_EQUAL, xMax))
                .astype(x.dtype());
        return variables(gy[0].mul(new Variable(inside, false)));
    }
}
