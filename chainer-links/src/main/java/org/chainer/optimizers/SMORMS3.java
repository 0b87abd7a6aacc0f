package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * Simon Funk's SMORMS3, with {@code r = 1 / (mem + 1)}: {@code m ← (1 − r)·m + r·g; n ← (1 − r)·n + r·g²; x = m² / (n + eps);
 * p ← p − g·min(x, lr) / (√n + eps); mem ← 1 + mem·(1 − x)}. Chainer: {@code optimizers.SMORMS3}.
 *
 * @see <a href="https://sifter.org/~simon/journal/20150420.html">Funk, RMSprop loses to SMORMS3, 2015</a>
 */
public final class SMORMS3 extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.001, {@code eps} 1e-16. */
    public SMORMS3() {
        this(0.001);
    }

    /** A learning rate, and Chainer's other defaults. */
    public SMORMS3(double lr) {
        this(lr, 1e-16);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param eps small number that keeps divisors from 0
     */
    public SMORMS3(double lr, double eps) {
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
            setState("mem", parameter.array().emptyLike().fill(1));
            setState("g", parameter.array().zerosLike());
            setState("g2", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device().optimizer().smorms3(p, grad, state("mem"), state("g"), state("g2"), h.get("lr"), h.get("eps"));
        }
    }
}
