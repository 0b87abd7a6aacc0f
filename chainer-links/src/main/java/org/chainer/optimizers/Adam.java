package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * Adam, and with its switches AMSGrad, AdaBound and AdamW: hyperparameters {@code alpha, beta1, beta2, eps, eta, weight_decay_rate, amsgrad,
 * adabound, final_lr, gamma}.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam: A Method for Stochastic Optimization, 2014</a>
 * @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi et al., On the Convergence of Adam and Beyond, 2018</a>
 * @see <a href="https://openreview.net/forum?id=Bkg3g2R9FX">Luo et al., Adaptive Gradient Methods with Dynamic Bound of Learning Rate, 2019</a>
 * @see <a href="https://openreview.net/forum?id=rk6qdGgCZ">Loshchilov and Hutter, Fixing Weight Decay Regularization in Adam, 2018</a>
 */
public class Adam extends GradientMethod {

    /** Step size 0.001 and Chainer's other defaults. */
    public Adam() {
        this(0.001);
    }

    /** A step size, and Chainer's other defaults. */
    public Adam(double alpha) {
        hyperparameter()
                .set("alpha", alpha)
                .set("beta1", 0.9)
                .set("beta2", 0.999)
                .set("eps", 1e-8)
                .set("eta", 1.0)
                .set("weight_decay_rate", 0.0)
                .set("amsgrad", false)
                .set("adabound", false)
                .set("final_lr", 0.1)
                .set("gamma", 1e-3);
    }

    /** The step size. */
    public double alpha() {
        return hyperparameter().get("alpha");
    }

    /** Sets the step size. */
    public void setAlpha(double alpha) {
        hyperparameter().set("alpha", alpha);
    }

    @Override
    protected UpdateRule createUpdateRule() {
        return new Rule(hyperparameter());
    }

    private static final class Rule extends UpdateRule {
        private Double initialAlpha;

        Rule(Hyperparameter parent) {
            super(parent);
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
            double beta1 = h.get("beta1");
            double beta2 = h.get("beta2");
            double alpha = h.get("alpha");
            if (initialAlpha == null) {
                initialAlpha = alpha;
            }
            double step = alpha * Math.sqrt(1 - Math.pow(beta2, t())) / (1 - Math.pow(beta1, t()));
            double lower = 0;
            double upper = 0;
            if (h.isSet("adabound")) {
                double finalLr = h.get("final_lr") * alpha / initialAlpha;
                lower = finalLr * (1 - 1 / (h.get("gamma") * t() + 1));
                upper = finalLr * (1 + 1 / (h.get("gamma") * t()));
            }
            NDArray p = parameter.array();
            NDArray vhat = h.isSet("amsgrad") ? state("vhat") : null;
            p.device()
                    .optimizer()
                    .adam(
                            p,
                            grad,
                            state("m"),
                            state("v"),
                            vhat,
                            step,
                            beta1,
                            beta2,
                            h.get("eps"),
                            h.get("eta"),
                            h.get("weight_decay_rate"),
                            lower,
                            upper);
        }
    }
}
