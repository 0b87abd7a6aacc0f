package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Hyperbolic tangent, element by element: {@code y = tanh x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.tanh}.
 */
public final class Tanh extends FunctionNode {
    private Tanh() {}

    /** {@code tanh x}. */
    public static Variable tanh(Variable x) {
        return new Tanh().applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.TANH, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            Variable y = retainedOutput(0);
            return variables(gy[0].mul(y.mul(y).rsub(1)));
        }
        NDArray gx = gy[0].array().emptyLike();
        gx.device().elementwise().binary(BinaryOp.TANH_GRAD, outputData(0), gy[0].array(), gx);
        return variables(new Variable(gx, false));
    }
}
