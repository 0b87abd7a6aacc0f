package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/** {@code y = aᵇ}, element by element, broadcast. */
final class PowVarVar extends BinaryFunction {
    PowVarVar() {
        super(BinaryOp.POWER);
    }

    @Override
    public String label() {
        return "_ ** _";
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable a = retainedInput(0);
        Variable b = retainedInput(1);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            Variable g = wanted[i] == 0 ? b.mul(a.pow(b.sub(1))) : Log.log(a).mul(a.pow(b));
            gx[i] = SumTo.sumTo(g.mul(gy[0]), inputShape(wanted[i]));
        }
        return gx;
    }
}
