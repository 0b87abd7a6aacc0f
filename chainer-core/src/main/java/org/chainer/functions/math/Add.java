package org.chainer.functions.math;

import org.chainer.Deferrable;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/** {@code y = a + b}, broadcast. */
final class Add extends BinaryFunction implements Deferrable {
    Add() {
        super(BinaryOp.ADD);
    }

    @Override
    public String label() {
        return "_ + _";
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = SumTo.sumTo(gy[0], inputShape(wanted[i]));
        }
        return gx;
    }
}
