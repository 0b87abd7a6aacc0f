package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Piecewise linear approximation of the logistic function, element by element: {@code y = min(max(0.2·x + 0.5, 0), 1)}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.hard_sigmoid}.
 */
public final class HardSigmoid extends FunctionNode {
    private HardSigmoid() {}

    /** {@code min(max(0.2·x + 0.5, 0), 1)}. */
    public static Variable hardSigmoid(Variable x) {
        return new HardSigmoid().applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.HARD_SIGMOID, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        NDArray slope = x.apply(UnaryOp.ABS).apply(BinaryOp.LESS, 2.5).astype(x.dtype());
        slope.mulAssign(0.2);
        return variables(gy[0].mul(new Variable(slope, false)));
    }
}
