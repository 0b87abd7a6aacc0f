package org.chainer.functions.evaluation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.utils.TypeCheck;

/**
 * Coefficient of determination: {@code 1 − Σ (pred − true)² / Σ (true − mean(true))²}, with sums over the first axis; 0 where all true values are
 * equal. No gradient.
 *
 * <p>In: pred and true of one shape, with at least one axis, and one floating-point dtype. Out: the mean over the other axes ({@code uniform_average}),
 * or an array without the first axis ({@code raw_values}). Chainer: {@code F.r2_score}, whose argument sample_weight admits nothing but None.
 */
public final class R2Score extends FunctionNode {
    private final boolean average;

    private R2Score(String multioutput) {
        if (!multioutput.equals("uniform_average") && !multioutput.equals("raw_values")) {
            throw new IllegalArgumentException(
                    "r2_score: multioutput must be 'uniform_average' or 'raw_values', not '" + multioutput + "'");
        }
        average = multioutput.equals("uniform_average");
    }

    /** The score, averaged over all outputs. */
    public static Variable r2Score(Variable pred, Variable truth) {
        return r2Score(pred, truth, "uniform_average");
    }

    /**
     * The score.
     *
     * @param multioutput {@code uniform_average} or {@code raw_values}
     * @throws IllegalArgumentException if there is no such kind
     */
    public static Variable r2Score(Variable pred, Variable truth, String multioutput) {
        return new R2Score(multioutput).applySingle(pred, truth);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("pred", "true")
                .count(2)
                .floating(0)
                .sameDType(0, 1)
                .minRank(0, 1)
                .sameShape(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return tidy(() -> {
            NDArray truth = in[1];
            NDArray residual = in[0].apply(BinaryOp.SQUARED_DIFFERENCE, truth).sum(0);
            NDArray mean = truth.reduce(ReduceOp.MEAN, true, 0);
            NDArray total = truth.apply(BinaryOp.SQUARED_DIFFERENCE, mean).sum(0);
            NDArray constant = total.apply(BinaryOp.EQUAL, 0).astype(total.dtype());
            NDArray score = residual.div(total.add(constant))
                    .neg()
                    .add(1)
                    .mul(constant.neg().add(1));
            return arrays(average ? score.mean() : score);
        });
    }
}
