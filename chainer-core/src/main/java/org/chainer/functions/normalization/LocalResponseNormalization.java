package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.pooling.AveragePooling;
import org.chainer.functions.pooling.PoolingOptions;
import org.chainer.utils.TypeCheck;

/**
 * Normalisation across neighbouring channels: {@code y = x / (k + alpha·Σ x²)^beta}, with the sum over the channels at most {@code n/2} away.
 *
 * <p>In: x (batch, channels, …) of a floating-point dtype. Out: the same shape and dtype. Chainer: {@code F.local_response_normalization}.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/3065386">Krizhevsky et al., ImageNet classification with deep convolutional neural networks, 2012</a>
 */
public final class LocalResponseNormalization extends FunctionNode {
    private final int n;
    private final double k;
    private final double alpha;
    private final double beta;
    private NDArray scale;

    private LocalResponseNormalization(int n, double k, double alpha, double beta) {
        if (n < 1) {
            throw new IllegalArgumentException(
                    "local_response_normalization: n is " + n + ", expected a positive number");
        }
        this.n = n;
        this.k = k;
        this.alpha = alpha;
        this.beta = beta;
    }

    /** Normalisation with n = 5, k = 2, alpha = 10⁻⁴ and beta = 0.75. */
    public static Variable localResponseNormalization(Variable x) {
        return localResponseNormalization(x, 5, 2, 1e-4, 0.75);
    }

    /**
     * Normalisation.
     *
     * @param n width of the window of channels
     * @throws IllegalArgumentException if n is not positive
     */
    public static Variable localResponseNormalization(Variable x, int n, double k, double alpha, double beta) {
        return new LocalResponseNormalization(n, k, alpha, beta).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).minRank(0, 2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        retainOutputs(0);
        NDArray x = in[0];
        NDArray y = x.emptyLike(x.shape());
        scale = keep(x.emptyLike(x.shape()));
        x.device().normalization().localResponseNorm(x, n, k, alpha, beta, y, scale);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            return variables(differentiableGradient(gy[0]));
        }
        NDArray x = inputData(0);
        NDArray gx = x.emptyLike(x.shape());
        x.device().normalization().localResponseNormGrad(x, outputData(0), scale, gy[0].array(), n, alpha, beta, gx);
        return variables(new Variable(gx, false));
    }

    private Variable differentiableGradient(Variable gy) {
        Variable x = retainedInput(0);
        Variable base = neighbours(x.mul(x)).mul(alpha).add(k);
        Variable power = base.pow(-beta);
        return gy.mul(power)
                .sub(x.mul(neighbours(gy.mul(x).mul(power).div(base))).mul(2 * alpha * beta));
    }

    /** Sum over the channels at most n/2 away: average pooling along the channels, times the window's size. */
    private Variable neighbours(Variable x) {
        Shape shape = x.shape();
        Variable plane = Reshape.reshape(
                x,
                shape.dim(0),
                1,
                shape.dim(1),
                shape.subShape(2, shape.rank()).size());
        int reach = n / 2;
        PoolingOptions window = new PoolingOptions(2 * reach + 1, 1).stride(1).pad(reach, 0);
        return Reshape.reshape(AveragePooling.averagePooling2d(plane, window).mul(2 * reach + 1), shape);
    }
}
