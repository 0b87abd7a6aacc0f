package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** What {@link Maximum} and {@link Minimum} share: one of two elements, which gets the gradient. */
abstract class Choice extends BinaryFunction {
    private final BinaryOp firstIsChosen;

    Choice(BinaryOp op, BinaryOp firstIsChosen) {
        super(op);
        this.firstIsChosen = firstIsChosen;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x1", "x2").count(2).floating(0).sameDType(0, 1).broadcastable(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray first = inputData(0).apply(firstIsChosen, inputData(1)).astype(gy[0].dtype());
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            NDArray mask = wanted[i] == 0 ? first : first.neg().add(1);
            gx[i] = SumTo.sumTo(gy[0].mul(new Variable(mask, false)), inputShape(wanted[i]));
        }
        return gx;
    }
}
