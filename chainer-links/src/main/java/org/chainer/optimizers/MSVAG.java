package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * M-SVAG: momentum scaled down where the gradient's estimated variance is large; p ← p − eta·(lr·m·f + weight_decay_rate·p). Chainer: {@code optimizers.MSVAG}.
 *
 * @see <a href="https://arxiv.org/abs/1705.07774">Balles and Hennig, Dissecting Adam, 2018</a>
 */
public final class MSVAG extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.1, {@code beta} 0.9, {@code eta} 1.0, {@code weight_decay_rate} 0.0. */
    public MSVAG() {
        this(0.1);
    }

    /** A learning rate, and Chainer's other defaults. */
    public MSVAG(double lr) {
        this(lr, 0.9, 1.0, 0.0);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param beta decay of the running means
     * @param eta factor of the whole step
     * @param weightDecayRate rate of weight decay, apart from the gradient
     */
    public MSVAG(double lr, double beta, double eta, double weightDecayRate) {
        hyperparameter().set("lr", lr).set("beta", beta).set("eta", eta).set("weight_decay_rate", weightDecayRate);
    }

    /** The learning rate. */
    public double lr() {
        return hyperparameter().get("lr");
    }

    /** Sets the learning rate. */
    public void setLr(double lr) {
        hyperparameter().set("lr", lr);
    }

    /** The decay of the running means. */
    public double beta() {
        return hyperparameter().get("beta");
    }

    /** Sets the decay of the running means. */
    public void setBeta(double beta) {
        hyperparameter().set("beta", beta);
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
    public void setWeightDecayRate(double weightDecayRate) {
        hyperparameter().set("weight_decay_rate", weightDecayRate);
    }

    @Override
    protected UpdateRule createUpdateRule() {
        return new Rule(hyperparameter());
    }

    private static final class Rule extends UpdateRule {
        Rule(Hyperparameter parent) {
            super(parent);
        }

        @Override
        protected void initState(Parameter parameter) {
            setState("m", parameter.array().zerosLike());
            setState("v", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            double beta = h.get("beta");
            double power = Math.pow(beta, t());
            double rho = Math.pow(1 - beta, 2) * (1 - power * power) / (Math.pow(1 - power, 2) * (1 - beta * beta));
            p.device()
                    .optimizer()
                    .msvag(
                            p,
                            grad,
                            state("m"),
                            state("v"),
                            h.get("lr"),
                            beta,
                            power,
                            Math.min(rho, 0.9999),
                            h.get("eta"),
                            h.get("weight_decay_rate"));
        }
    }
}
