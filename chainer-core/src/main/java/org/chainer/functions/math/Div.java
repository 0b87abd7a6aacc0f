package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/** {@code y = a / b}, element by element, broadcast; of integers float64. */
final class Div extends BinaryFunction {
    Div() {
        super(BinaryOp.DIVIDE);
    }

    @Override
    public String label() {
        return "_ / _";
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(in[0].dtype().isFloating() ? compute(in) : in[0].div(in[1]));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable a = retainedInput(0);
        Variable b = retainedInput(1);
        Variable ga = gy[0].div(b);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = SumTo.sumTo(wanted[i] == 0 ? ga : ga.mul(a).div(b).neg(), inputShape(wanted[i]));
        }
        return gx;
    }
}
