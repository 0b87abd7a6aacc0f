package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/**
 * Mean squared difference: {@code y = Σ (x0 − x1)² / n} over all n elements.
 *
 * <p>In: x0 and x1 of one shape and floating-point dtype. Out: a number of that dtype, NaN if there are no elements. Chainer: {@code
 * F.mean_squared_error}.
 */
public final class MeanSquaredError extends DifferenceLoss {
    private MeanSquaredError() {
        super("x0", "x1");
    }

    /** Mean of {@code (x0 − x1)²}. */
    public static Variable meanSquaredError(Variable x0, Variable x1) {
        return new MeanSquaredError().applySingle(x0, x1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            DType wide = Reduction.wide(in[0].dtype());
            NDArray squares = in[0].astype(wide).apply(BinaryOp.SQUARED_DIFFERENCE, in[1].astype(wide));
            return arrays(squares.mean().astype(in[0].dtype()));
        });
    }

    @Override
    Variable gradient(Variable gy) {
        Variable difference = retainedInput(0).sub(retainedInput(1));
        return difference.mul(gy.mul(2.0 / difference.size()));
    }
}
