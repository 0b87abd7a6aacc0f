package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/**
 * Squared difference, element by element: {@code y = (x0 − x1)²}.
 *
 * <p>In: x0 and x1 of one shape and floating-point dtype. Out: the same shape and dtype. Chainer: {@code F.squared_error}.
 */
public final class SquaredError extends DifferenceLoss {
    private SquaredError() {
        super("x0", "x1");
    }

    /** {@code (x0 − x1)²}. */
    public static Variable squaredError(Variable x0, Variable x1) {
        return new SquaredError().applySingle(x0, x1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(in[0].apply(BinaryOp.SQUARED_DIFFERENCE, in[1]));
    }

    @Override
    Variable gradient(Variable gy) {
        return retainedInput(0).sub(retainedInput(1)).mul(gy).mul(2);
    }
}
