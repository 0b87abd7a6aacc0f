package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * AdaGrad: {@code h ← h + g²; p ← p − lr·g / (√h + eps)}. Chainer: {@code optimizers.AdaGrad}.
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive Subgradient Methods, 2011</a>
 */
public final class AdaGrad extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.001, {@code eps} 1e-08. */
    public AdaGrad() {
        this(0.001);
    }

    /** A learning rate, and Chainer's other defaults. */
    public AdaGrad(double lr) {
        this(lr, 1e-08);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param eps small number that keeps divisors from 0
     */
    public AdaGrad(double lr, double eps) {
        hyperparameter().set("lr", lr).set("eps", eps);
    }

    /** The learning rate. */
    public double lr() {
        return hyperparameter().get("lr");
    }

    /** Sets the learning rate. */
    public void setLr(double lr) {
        hyperparameter().set("lr", lr);
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
            setState("h", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device().optimizer().adaGrad(p, grad, state("h"), h.get("lr"), h.get("eps"));
        }
    }
}
