package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * Adam: {@code m ← m + (1 − beta1)·(g − m); v ← v + (1 − beta2)·(g² − v); p ← p − eta·(a·m / (√v + eps) + weight_decay_rate·p)} with the bias-corrected rate
 * {@code a = alpha·√(1 − beta2ᵗ) / (1 − beta1ᵗ)} of the t-th update. Chainer: {@code optimizers.Adam}.
 *
 * <p>With {@code amsgrad}, v's greatest value so far takes the place of v ({@link AMSGrad}). With {@code adabound}, the factor {@code a / (√v + eps)} is clipped to
 * bounds that approach {@code final_lr} as fast as {@code gamma} says ({@link AdaBound}, and with both {@link AMSBound}). With a {@code weight_decay_rate} it is
 * {@link AdamW}.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam: A Method for Stochastic Optimization, 2014</a>
 * @see <a href="https://openreview.net/forum?id=rk6qdGgCZ">Loshchilov and Hutter, Fixing Weight Decay Regularization in Adam, 2018</a>
 * @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi et al., On the Convergence of Adam and Beyond, 2018</a>
 * @see <a href="https://openreview.net/forum?id=Bkg3g2R9FX">Luo et al., Adaptive Gradient Methods with Dynamic Bound of Learning Rate, 2019</a>
 */
public class Adam extends GradientMethod {

    /** Step size 0.001, and Chainer's other defaults. */
    public Adam() {
        this(0.001);
    }

    /** A step size, and Chainer's other defaults: beta1 0.9, beta2 0.999, eps 1e-8, eta 1, weight_decay_rate 0. */
    public Adam(double alpha) {
        this(alpha, 0.9, 0.999, 1e-8);
    }

    /** Step size, decays of the running means, and the small number that keeps divisors from 0. */
    public Adam(double alpha, double beta1, double beta2, double eps) {
        this(alpha, beta1, beta2, eps, 1, 0, false, false, 0.1, 1e-3);
    }

    /**
     * All hyperparameters.
     *
     * @param alpha step size
     * @param beta1 decay of the running mean of gradients
     * @param beta2 decay of the running mean of squared gradients
     * @param eps small number that keeps divisors from 0
     * @param eta factor of the whole step
     * @param weightDecayRate rate of weight decay, apart from the gradient
     * @param amsgrad whether the greatest running mean of squares so far counts
     * @param adabound whether step sizes are clipped
     * @param finalLr what the bounds of step sizes approach
     * @param gamma how fast they do
     */
    public Adam(
            double alpha,
            double beta1,
            double beta2,
            double eps,
            double eta,
            double weightDecayRate,
            boolean amsgrad,
            boolean adabound,
            double finalLr,
            double gamma) {
        hyperparameter()
                .set("alpha", alpha)
                .set("beta1", beta1)
                .set("beta2", beta2)
                .set("eps", eps)
                .set("eta", eta)
                .set("weight_decay_rate", weightDecayRate)
                .set("amsgrad", amsgrad)
                .set("adabound", adabound)
                .set("final_lr", finalLr)
                .set("gamma", gamma);
    }

    /** The step size. */
    public double alpha() {
        return hyperparameter().get("alpha");
    }

    /** Sets the step size. */
    public void setAlpha(double alpha) {
        hyperparameter().set("alpha", alpha);
    }

    /** The decay of the running mean of gradients. */
    public double beta1() {
        return hyperparameter().get("beta1");
    }

    /** Sets the decay of the running mean of gradients. */
    public void setBeta1(double beta1) {
        hyperparameter().set("beta1", beta1);
    }

    /** The decay of the running mean of squared gradients. */
    public double beta2() {
        return hyperparameter().get("beta2");
    }

    /** Sets the decay of the running mean of squared gradients. */
    public void setBeta2(double beta2) {
        hyperparameter().set("beta2", beta2);
    }

    /** The small number that keeps divisors from 0. */
    public double eps() {
        return hyperparameter().get("eps");
    }

    /** Sets the small number that keeps divisors from 0. */
    public void setEps(double eps) {
        hyperparameter().set("eps", eps);
    }

    /** The factor of the whole step. */
    public double eta() {
        return hyperparameter().get("eta");
    }

    /** Sets the factor of the whole step. */
    public void setEta(double eta) {
        hyperparameter().set("eta", eta);
    }

    /** The rate of weight decay, apart from the gradient. */
    public double weightDecayRate() {
        return hyperparameter().get("weight_decay_rate");
    }

    /** Sets the rate of weight decay, apart from the gradient. */
    public void setWeightDecayRate(double rate) {
        hyperparameter().set("weight_decay_rate", rate);
    }

    /**
     * The bias-corrected step size of the last update.
     *
     * @throws IllegalStateException before the first
     */
    public double alphaT() {
        if (t() == 0) {
            throw new IllegalStateException("Adam: there is no bias-corrected step size before the first update");
        }
        return corrected(hyperparameter(), t());
    }

    private static double corrected(Hyperparameter h, long t) {
        return h.get("alpha") * Math.sqrt(1 - Math.pow(h.get("beta2"), t)) / (1 - Math.pow(h.get("beta1"), t));
    }

    @Override
    protected UpdateRule createUpdateRule() {
        return new Rule(hyperparameter());
    }

    private static final class Rule extends UpdateRule {
        private final double initialAlpha;

        Rule(Hyperparameter parent) {
            super(parent);
            initialAlpha = parent.get("alpha");
        }

        @Override
        protected void initState(Parameter parameter) {
            setState("m", parameter.array().zerosLike());
            setState("v", parameter.array().zerosLike());
            if (hyperparameter().isSet("amsgrad")) {
                setState("vhat", parameter.array().zerosLike());
            }
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            double lower = 0;
            double upper = 0;
            if (h.isSet("adabound")) {
                // A schedule that lowers alpha lowers the bounds with it.
                double finalLr = h.get("final_lr") * h.get("alpha") / initialAlpha;
                lower = finalLr * (1 - 1 / (h.get("gamma") * t() + 1));
                upper = finalLr * (1 + 1 / (h.get("gamma") * t()));
            }
            NDArray p = parameter.array();
            p.device()
                    .optimizer()
                    .adam(
                            p,
                            grad,
                            state("m"),
                            state("v"),
                            h.isSet("amsgrad") ? state("vhat") : null,
                            corrected(h, t()),
                            h.get("beta1"),
                            h.get("beta2"),
                            h.get("eps"),
                            h.get("eta"),
                            h.get("weight_decay_rate"),
                            lower,
                            upper);
        }
    }
}
