package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Layer normalisation of each example: {@code y = gamma·(x − μ)/√(σ² + eps) + beta}, with mean μ and variance σ² over its units.
 *
 * <p>In: x (batch, units), gamma and beta (units), of one floating-point dtype. Out: x's shape and dtype. Chainer: {@code F.layer_normalization}.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba et al., Layer normalization, 2016</a>
 */
public final class LayerNormalization extends FunctionNode {
    private final double eps;
    private NDArray mean;
    private NDArray variance;

    private LayerNormalization(double eps) {
        this.eps = eps;
    }

    /** Layer normalisation with eps 10⁻⁵. */
    public static Variable layerNormalization(Variable x, Variable gamma, Variable beta) {
        return layerNormalization(x, gamma, beta, 1e-5);
    }

    /** Layer normalisation. */
    public static Variable layerNormalization(Variable x, Variable gamma, Variable beta, double eps) {
        return new LayerNormalization(eps).applySingle(x, gamma, beta);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "gamma", "beta")
                .count(3)
                .floating(0)
                .sameDType(0, 1, 2)
                .rank(0, 2)
                .rank(1, 1)
                .rank(2, 1)
                .sameDim(1, 0, 0, 1)
                .sameDim(2, 0, 0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            DType wide = Precision.wide(in[0].dtype());
            NDArray x = in[0].astype(wide);
            Shape rows = Shape.of(x.dim(0));
            NDArray y = x.emptyLike(x.shape());
            mean = keep(x.emptyLike(rows));
            variance = keep(x.emptyLike(rows));
            x.device().normalization().layerNorm(x, in[1].astype(wide), in[2].astype(wide), eps, y, mean, variance);
            return arrays(y.astype(in[0].dtype()));
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] all = isDoubleBackprop() ? differentiableGradients(gy[0]) : fusedGradients(gy[0].array());
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = all[wanted[i]];
        }
        return gx;
    }

    private Variable[] fusedGradients(NDArray gy) {
        DType dtype = inputDType(0);
        DType wide = mean.dtype();
        NDArray x = inputData(0).astype(wide);
        NDArray gamma = inputData(1).astype(wide);
        NDArray gx = x.emptyLike(x.shape());
        NDArray ggamma = x.emptyLike(gamma.shape());
        NDArray gbeta = x.emptyLike(gamma.shape());
        x.device().normalization().layerNormGrad(x, gamma, mean, variance, gy.astype(wide), eps, gx, ggamma, gbeta);
        return variables(
                new Variable(gx.astype(dtype), false),
                new Variable(ggamma.astype(dtype), false),
                new Variable(gbeta.astype(dtype), false));
    }

    private Variable[] differentiableGradients(Variable gy) {
        Variable x = retainedInput(0);
        Variable centered = x.sub(Mean.mean(x, true, 1));
        Variable deviation =
                Sqrt.sqrt(Mean.mean(centered.mul(centered), true, 1).add(eps));
        Variable normal = centered.div(deviation);
        Variable g = gy.mul(retainedInput(1));
        Variable common = normal.mul(Mean.mean(g.mul(normal), true, 1)).add(Mean.mean(g, true, 1));
        return variables(g.sub(common).div(deviation), Sum.sum(gy.mul(normal), 0), Sum.sum(gy, 0));
    }
}
