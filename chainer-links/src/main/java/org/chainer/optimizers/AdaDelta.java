package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * AdaDelta: {@code msg ← rho·msg + (1 − rho)·g²; d = √((msdx + eps) / (msg + eps))·g; msdx ← rho·msdx + (1 − rho)·d²; p ← p − d}. Chainer: {@code optimizers.AdaDelta}.
 *
 * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler, ADADELTA, 2012</a>
 */
public final class AdaDelta extends GradientMethod {

    /** Chainer's defaults: {@code rho} 0.95, {@code eps} 1e-06. */
    public AdaDelta() {
        this(0.95);
    }

    /** A decay of the running means, and Chainer's other defaults. */
    public AdaDelta(double rho) {
        this(rho, 1e-06);
    }

    /**
     * All hyperparameters.
     *
     * @param rho decay of the running means
     * @param eps small number that keeps divisors from 0
     */
    public AdaDelta(double rho, double eps) {
        hyperparameter().set("rho", rho).set("eps", eps);
    }

    /** The decay of the running means. */
    public double rho() {
        return hyperparameter().get("rho");
    }

    /** Sets the decay of the running means. */
    public void setRho(double rho) {
        hyperparameter().set("rho", rho);
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
            setState("msg", parameter.array().zerosLike());
            setState("msdx", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device().optimizer().adaDelta(p, grad, state("msg"), state("msdx"), h.get("rho"), h.get("eps"));
        }
    }
}
