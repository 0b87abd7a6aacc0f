package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = x} to the power of a number. */
final class PowVarConst extends FunctionNode {
    private final Number exponent;

    PowVarConst(Number exponent) {
        this.exponent = exponent;
    }

    @Override
    public String label() {
        return "_ ** " + exponent;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().binaryScalar(BinaryOp.POWER, in[0], exponent, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        double n = exponent.doubleValue();
        if (n == 0) {
            return variables(gy[0].mul(0));
        }
        return variables(retainedInput(0).pow(n - 1).mul(n).mul(gy[0]));
    }
}
