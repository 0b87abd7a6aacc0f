package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Rectified linear unit, element by element: {@code y = max(x, 0)}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.relu}.
 *
 * @see <a href="https://proceedings.mlr.press/v15/glorot11a.html">Glorot et al., Deep Sparse Rectifier Neural Networks, 2011</a>
 */
public final class ReLU extends FunctionNode {
    private ReLU() {}

    /** {@code max(x, 0)}. */
    public static Variable relu(Variable x) {
        return new ReLU().applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.RELU, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray upstream = gy[0].array();
        if (mayOverwrite(upstream)) {
            upstream.device().elementwise().binary(BinaryOp.RELU_GRAD, outputData(0), upstream, 0, upstream);
            return variables(gy[0]);
        }
        return variables(LinearGrad.gradient(BinaryOp.RELU_GRAD, 0, outputData(0), gy[0]));
    }
}
