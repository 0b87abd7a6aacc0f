package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * Graves's RMSprop: {@code n ← alpha·n + (1 − alpha)·g²; m ← alpha·m + (1 − alpha)·g; d ← momentum·d − lr·g / √(n − m² + eps); p ← p + d}. Chainer: {@code optimizers.RMSpropGraves}.
 *
 * @see <a href="https://arxiv.org/abs/1308.0850">Graves, Generating Sequences With Recurrent Neural Networks, 2013</a>
 */
public final class RMSpropGraves extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.0001, {@code alpha} 0.95, {@code momentum} 0.9, {@code eps} 0.0001. */
    public RMSpropGraves() {
        this(0.0001);
    }

    /** A learning rate, and Chainer's other defaults. */
    public RMSpropGraves(double lr) {
        this(lr, 0.95, 0.9, 0.0001);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param alpha decay of the running means
     * @param momentum momentum
     * @param eps small number that keeps divisors from 0
     */
    public RMSpropGraves(double lr, double alpha, double momentum, double eps) {
        hyperparameter()
                .set("lr", lr)
                .set("alpha", alpha)
                .set("momentum", momentum)
                .set("eps", eps);
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
    public double alpha() {
        return hyperparameter().get("alpha");
    }

    /** Sets the decay of the running means. */
    public void setAlpha(double alpha) {
        hyperparameter().set("alpha", alpha);
    }

    /** The momentum. */
    public double momentum() {
        return hyperparameter().get("momentum");
    }

    /** Sets the momentum. */
    public void setMomentum(double momentum) {
        hyperparameter().set("momentum", momentum);
    }

    /** The small number that keeps divisors from 0. */
    public double eps() {
        return hyperparameter().get("eps");
    }

    /** Sets the small number that keeps divisors from 0. */
    public void setEps(double eps) {
        hyperparameter().set("eps", eps);
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
            setState("n", parameter.array().zerosLike());
            setState("g", parameter.array().zerosLike());
            setState("delta", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device()
                    .optimizer()
                    .rmspropGraves(
                            p,
                            grad,
                            state("n"),
                            state("g"),
                            state("delta"),
                            h.get("lr"),
                            h.get("alpha"),
                            h.get("momentum"),
                            h.get("eps"));
        }
    }
}
