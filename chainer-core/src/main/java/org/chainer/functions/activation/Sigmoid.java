package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Logistic function, element by element: {@code y = 1 / (1 + e⁻ˣ)}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.sigmoid}.
 */
public final class Sigmoid extends FunctionNode {
    private Sigmoid() {}

    /** {@code 1 / (1 + e⁻ˣ)}. */
    public static Variable sigmoid(Variable x) {
        return new Sigmoid().applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.SIGMOID, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            Variable y = retainedOutput(0);
            return variables(gy[0].mul(y).mul(y.rsub(1)));
        }
        NDArray gx = gy[0].array().emptyLike();
        gx.device().elementwise().binary(BinaryOp.SIGMOID_GRAD, outputData(0), gy[0].array(), gx);
        return variables(new Variable(gx, false));
    }
}
