package org.chainer.functions.noise;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.math.Exp;
import org.chainer.utils.TypeCheck;

/**
 * A sample of a normal distribution that can be differentiated by its parameters: {@code y = mean + e^(lnVar/2) · eps}, where eps is standard normal.
 *
 * <p>In: mean and the variance's logarithm, of one shape and floating-point dtype. Out: the same shape and dtype. Chainer: {@code F.gaussian}.
 *
 * @see <a href="https://arxiv.org/abs/1312.6114">Kingma, Welling, Auto-encoding variational Bayes, 2013</a>
 */
public final class Gaussian extends FunctionNode {
    private final boolean returnEps;
    private NDArray eps;

    private Gaussian(NDArray eps, boolean returnEps) {
        this.eps = eps;
        this.returnEps = returnEps;
    }

    /**
     * The sample together with the noise.
     *
     * @param y the sample
     * @param eps the noise, to be used again
     */
    public record WithEps(Variable y, NDArray eps) {}

    /** A sample. */
    public static Variable gaussian(Variable mean, Variable lnVar) {
        return gaussian(mean, lnVar, null);
    }

    /**
     * A sample.
     *
     * @param eps the noise, of lnVar's shape, dtype and device; null for random noise
     */
    public static Variable gaussian(Variable mean, Variable lnVar, NDArray eps) {
        return new Gaussian(eps, false).applySingle(mean, lnVar);
    }

    /** A sample and the noise that made it: Chainer's {@code return_eps=True}. */
    public static WithEps gaussianReturnEps(Variable mean, Variable lnVar, NDArray eps) {
        Gaussian function = new Gaussian(eps, true);
        Variable y = function.applySingle(mean, lnVar);
        return new WithEps(y, function.eps);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("mean", "ln_var").count(2).floating(0).sameDType(0, 1).sameShape(0, 1);
        if (eps != null) {
            in.expect(
                    eps.shape().equals(in.shape(1)) && eps.dtype() == in.dtype(1),
                    "eps.shape == ln_var.shape and eps.dtype == ln_var.dtype",
                    eps.shape() + " " + eps.dtype() + " for ln_var " + in.shape(1) + " " + in.dtype(1));
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(1);
        if (eps == null) {
            NDArray drawn = in[1].emptyLike();
            RandomState.shared().fillNormal(0, 1, drawn);
            eps = returnEps ? drawn : keep(drawn);
        }
        return tidy(() -> {
            NDArray deviation = in[1].mul(0.5).apply(UnaryOp.EXP);
            return arrays(in[0].add(deviation.mul(eps)));
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 0
                    ? gy[0]
                    : Exp.exp(retainedInput(1).mul(0.5))
                            .mul(new Variable(eps, false))
                            .mul(gy[0])
                            .mul(0.5);
        }
        return gx;
    }
}
