package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = −x}. */
final class Neg extends FunctionNode {
    @Override
    public String label() {
        return "__neg__";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.NEGATE, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(gy[0].neg());
    }
}
