package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * RMSprop: {@code ms ← alpha·ms + (1 − alpha)·g²; p ← p − lr·g / (√ms + eps)}. Chainer: {@code optimizers.RMSprop}.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman and Hinton, Lecture 6.5: rmsprop, 2012</a>
 */
public final class RMSprop extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.01, {@code alpha} 0.99, {@code eps} 1e-08, {@code eps_inside_sqrt} false. */
    public RMSprop() {
        this(0.01);
    }

    /** A learning rate, and Chainer's other defaults. */
    public RMSprop(double lr) {
        this(lr, 0.99, 1e-08, false);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param alpha decay of the running means
     * @param eps small number that keeps divisors from 0
     * @param epsInsideSqrt whether {@code eps} is added inside the square root
     */
    public RMSprop(double lr, double alpha, double eps, boolean epsInsideSqrt) {
        hyperparameter().set("lr", lr).set("alpha", alpha).set("eps", eps).set("eps_inside_sqrt", epsInsideSqrt);
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

    /** The small number that keeps divisors from 0. */
    public double eps() {
        return hyperparameter().get("eps");
    }

    /** Sets the small number that keeps divisors from 0. */
    public void setEps(double eps) {
        hyperparameter().set("eps", eps);
    }

    /** Whether {@code eps} is added inside the square root. */
    public boolean epsInsideSqrt() {
        return hyperparameter().isSet("eps_inside_sqrt");
    }

    /** Sets whether {@code eps} is added inside the square root. */
    public void setEpsInsideSqrt(boolean epsInsideSqrt) {
        hyperparameter().set("eps_inside_sqrt", epsInsideSqrt);
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
            setState("ms", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device()
                    .optimizer()
                    .rmsprop(
                            p,
                            grad,
                            state("ms"),
                            h.get("lr"),
                            h.get("alpha"),
                            h.get("eps"),
                            h.isSet("eps_inside_sqrt"));
        }
    }
}
