package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Mean absolute difference: {@code y = Σ |x0 − x1| / n} over all n elements.
 *
 * <p>In: x0 and x1 of one shape and floating-point dtype. Out: a number of that dtype, NaN if there are no elements. Chainer: {@code
 * F.mean_absolute_error}.
 */
public final class MeanAbsoluteError extends DifferenceLoss {
    private MeanAbsoluteError() {
        super("x0", "x1");
    }

    /** Mean of {@code |x0 − x1|}. */
    public static Variable meanAbsoluteError(Variable x0, Variable x1) {
        return new MeanAbsoluteError().applySingle(x0, x1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> arrays(in[0].sub(in[1]).apply(UnaryOp.ABS).mean()));
    }

    @Override
    Variable gradient(Variable gy) {
        Shape shape = inputShape(0);
        NDArray sign = inputData(0).sub(inputData(1)).apply(UnaryOp.SIGN).mulAssign(1.0 / shape.size());
        return gy.mul(new Variable(sign, false));
    }
}
