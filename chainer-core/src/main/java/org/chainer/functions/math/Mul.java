package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/** {@code y = a · b}, element by element, broadcast. */
final class Mul extends BinaryFunction {
    Mul() {
        super(BinaryOp.MULTIPLY);
    }

    @Override
    public String label() {
        return "_ * _";
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = SumTo.sumTo(gy[0].mul(retainedInput(1 - wanted[i])), inputShape(wanted[i]));
        }
        return gx;
    }
}
