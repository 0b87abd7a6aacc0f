package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/** The greater of two elements, broadcast; where they are equal the gradient goes to the first. Chainer: {@code F.maximum}. */
public final class Maximum extends BinaryFunction {
    private Maximum() {
        super(BinaryOp.MAXIMUM);
    }

    /** {@code max(x1, x2)}, element by element, of two floating-point arrays of one dtype. */
    public static Variable maximum(Variable x1, Variable x2) {
        return new Maximum().applySingle(x1, x2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray first = inputData(0).apply(BinaryOp.GREATER_EQUAL, inputData(1)).astype(gy[0].dtype());
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            NDArray mask = wanted[i] == 0 ? first : first.neg().add(1);
            gx[i] = SumTo.sumTo(gy[0].mul(new Variable(mask, false)), inputShape(wanted[i]));
        }
        return gx;
    }
}
