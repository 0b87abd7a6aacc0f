package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Smooth approximation of ReLU, element by element: {@code y = ln(1 + e^(beta·x)) / beta}, without overflow.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.softplus}.
 */
public final class Softplus extends FunctionNode {
    private final double beta;

    private Softplus(double beta) {
        if (beta == 0) {
            throw new IllegalArgumentException("softplus: beta must not be 0");
        }
        this.beta = beta;
    }

    /** {@code ln(1 + eˣ)}. */
    public static Variable softplus(Variable x) {
        return softplus(x, 1);
    }

    /**
     * {@code ln(1 + e^(beta·x)) / beta}.
     *
     * @throws IllegalArgumentException if beta is 0
     */
    public static Variable softplus(Variable x, double beta) {
        return new Softplus(beta).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.SOFTPLUS, in[0], beta, 0, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            return variables(gy[0].mul(Sigmoid.sigmoid(retainedInput(0).mul(beta))));
        }
        NDArray gx = gy[0].array().emptyLike();
        gx.device().elementwise().binary(BinaryOp.SOFTPLUS_GRAD, inputData(0), gy[0].array(), beta, gx);
        return variables(new Variable(gx, false));
    }
}
