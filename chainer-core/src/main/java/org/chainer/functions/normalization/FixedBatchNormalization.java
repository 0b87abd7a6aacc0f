package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Cast;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Batch normalisation with given statistics: {@code y = gamma·(x − mean)/√(var + eps) + beta}, as for inference.
 *
 * <p>In: x (batch, channels…, …); gamma, beta, mean and var (channels…) of one dtype. x may be of float16 with parameters of float32. Out: x's shape
 * and dtype. Chainer: {@code F.fixed_batch_normalization}.
 *
 * @see BatchNormalization
 */
public final class FixedBatchNormalization extends FunctionNode {
    private final double eps;
    private final int[] axis;
    private ChannelAxes axes;

    private FixedBatchNormalization(double eps, int[] axis) {
        this.eps = eps;
        this.axis = axis;
    }

    /** Batch normalisation with eps 2·10⁻⁵. */
    public static Variable fixedBatchNormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var) {
        return fixedBatchNormalization(x, gamma, beta, mean, var, 2e-5);
    }

    /**
     * Batch normalisation.
     *
     * @param axis axes that the parameters lack, ascending; none for all but the channels'
     */
    public static Variable fixedBatchNormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var, double eps, int... axis) {
        return new FixedBatchNormalization(eps, axis).applySingle(x, gamma, beta, mean, var);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "gamma", "beta", "mean", "var")
                .count(5)
                .floating(0, 1)
                .sameDType(1, 2, 3, 4)
                .minRank(0, 1)
                .sameShape(1, 2, 3, 4);
        ChannelAxes.of(in, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1, 3, 4);
        return tidy(() -> {
            axes = ChannelAxes.of(new TypeCheck(this, in).names("x", "gamma"), axis);
            DType wide = Precision.wide(in[0].dtype(), in[1].dtype());
            NDArray x = in[0].astype(wide);
            NDArray y = x.emptyLike(x.shape());
            x.device()
                    .normalization()
                    .fixedBatchNorm(
                            x,
                            in[1].astype(wide),
                            in[2].astype(wide),
                            in[3].astype(wide),
                            in[4].astype(wide),
                            axes.reduced(),
                            eps,
                            y);
            return arrays(y.astype(in[0].dtype()));
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gradient) {
        DType wide = Precision.wide(inputDType(0), inputDType(1));
        Variable gy = Cast.cast(gradient[0], wide);
        Variable x = Cast.cast(retainedInput(0), wide);
        Variable gamma = axes.expand(Cast.cast(retainedInput(1), wide));
        Variable mean = axes.expand(Cast.cast(retainedInput(3), wide));
        Variable var = axes.expand(Cast.cast(retainedInput(4), wide)).add(eps);
        Variable deviation = Sqrt.sqrt(var);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            Variable g = switch (wanted[i]) {
                case 0 -> gy.mul(gamma.div(deviation));
                case 1 -> sum(gy.mul(x.sub(mean))).div(deviation);
                case 2 -> sum(gy);
                case 3 -> sum(gy).mul(gamma).div(deviation).neg();
                default ->
                    sum(gy.mul(x.sub(mean))).mul(gamma).div(deviation.mul(var)).mul(-0.5);
            };
            gx[i] = Cast.cast(Reshape.reshape(g, inputShape(wanted[i])), inputDType(wanted[i]));
        }
        return gx;
    }

    private Variable sum(Variable x) {
        return Sum.sum(x, true, axes.reduced());
    }
}
