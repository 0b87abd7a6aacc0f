package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Clip;
import org.chainer.utils.TypeCheck;

/**
 * Huber loss of the difference {@code d = x − t}: {@code d²/2} where {@code |d| ≤ delta}, else {@code delta·(|d| − delta/2)}.
 *
 * <p>In: x and t of one shape and floating-point dtype. Out: the sum along the second axis ({@code sum_along_second_axis}), or (reduce {@code no}) the
 * losses of all elements. Chainer: {@code F.huber_loss}.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber, Robust estimation of a location parameter, 1964</a>
 */
public final class HuberLoss extends DifferenceLoss {
    private static final String SUM = "sum_along_second_axis";

    private final double delta;
    private final String reduce;

    private HuberLoss(double delta, String reduce) {
        super("x", "t");
        if (!(delta > 0)) {
            throw new IllegalArgumentException("huber_loss: delta is " + delta + ", expected a positive number");
        }
        this.delta = delta;
        this.reduce = Reduction.check("huber_loss", reduce, SUM, "no");
    }

    /** The loss, summed along the second axis. */
    public static Variable huberLoss(Variable x, Variable t, double delta) {
        return huberLoss(x, t, delta, SUM);
    }

    /**
     * The loss.
     *
     * @param delta where the loss turns from quadratic to linear
     * @param reduce {@code sum_along_second_axis} or {@code no}
     * @throws IllegalArgumentException if delta is not positive or there is no such reduction
     */
    public static Variable huberLoss(Variable x, Variable t, double delta, String reduce) {
        return new HuberLoss(delta, reduce).applySingle(x, t);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        super.checkTypes(in);
        if (reduce.equals(SUM)) {
            in.minRank(0, 2);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            NDArray distance = in[0].sub(in[1]).apply(UnaryOp.ABS);
            NDArray quadratic = distance.apply(BinaryOp.MINIMUM, delta);
            NDArray y = quadratic.mul(distance.sub(quadratic.mul(0.5)));
            return arrays(reduce.equals(SUM) ? y.sum(1) : y);
        });
    }

    @Override
    Variable gradient(Variable gy) {
        Variable difference = retainedInput(0).sub(retainedInput(1));
        Variable g = reduce.equals(SUM) ? Reshape.expandDims(gy, 1) : gy;
        return Clip.clip(difference, -delta, delta).mul(g);
    }
}
