package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Absolute difference, element by element: {@code y = |x0 − x1|}; the gradient where both are equal is 0.
 *
 * <p>In: x0 and x1 of one shape and floating-point dtype. Out: the same shape and dtype. Chainer: {@code F.absolute_error}.
 */
public final class AbsoluteError extends DifferenceLoss {
    private AbsoluteError() {
        super("x0", "x1");
    }

    /** {@code |x0 − x1|}. */
    public static Variable absoluteError(Variable x0, Variable x1) {
        return new AbsoluteError().applySingle(x0, x1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> arrays(in[0].sub(in[1]).apply(UnaryOp.ABS)));
    }

    @Override
    Variable gradient(Variable gy) {
        NDArray sign = inputData(0).sub(inputData(1)).apply(UnaryOp.SIGN);
        return gy.mul(new Variable(sign, false));
    }
}
