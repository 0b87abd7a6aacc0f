package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y =} a number to the power of {@code x}. */
final class PowConstVar extends FunctionNode {
    private final Number base;

    PowConstVar(Number base) {
        this.base = base;
    }

    @Override
    public String label() {
        return base + " ** _";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().scalarBinary(BinaryOp.POWER, base, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(retainedOutput(0).mul(Math.log(base.doubleValue())).mul(gy[0]));
    }
}
