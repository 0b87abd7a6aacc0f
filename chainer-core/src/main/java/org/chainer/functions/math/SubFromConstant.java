package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = value − x}. */
final class SubFromConstant extends FunctionNode {
    private final Number value;

    SubFromConstant(Number value) {
        this.value = value;
    }

    @Override
    public String label() {
        return value + " - _";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().scalarBinary(BinaryOp.SUBTRACT, value, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(gy[0].neg());
    }
}
