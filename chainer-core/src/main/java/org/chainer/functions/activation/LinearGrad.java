package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/**
 * {@code gx = op(condition, gy)}, linear in gy with a factor that is constant almost everywhere: its gradient to gy is the same function.
 */
final class LinearGrad extends FunctionNode {
    private final BinaryOp op;
    private final double alpha;

    private LinearGrad(BinaryOp op, double alpha) {
        this.op = op;
        this.alpha = alpha;
    }

    static Variable gradient(BinaryOp op, double alpha, NDArray condition, Variable gy) {
        return new LinearGrad(op, alpha).applySingle(new Variable(condition, false), gy);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray gx = in[1].emptyLike();
        gx.device().elementwise().binary(op, in[0], in[1], alpha, gx);
        return arrays(gx);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] ggx) {
        return variables(gradient(op, alpha, inputData(0), ggx[0]));
    }
}
