package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = value / x}. */
final class DivFromConstant extends FunctionNode {
    private final Number value;

    DivFromConstant(Number value) {
        this.value = value;
    }

    @Override
    public String label() {
        return value + " / _";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().scalarBinary(BinaryOp.DIVIDE, value, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        return variables(gy[0].mul(-value.doubleValue()).div(x.mul(x)));
    }
}
