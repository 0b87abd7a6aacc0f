package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * Gradient descent with momentum whose velocity does not contain the learning rate, so that a change of the rate acts at once: {@code v ← momentum·v − g;
 * p ← p + lr·v}. Chainer: {@code optimizers.CorrectedMomentumSGD}.
 */
public final class CorrectedMomentumSGD extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.01, {@code momentum} 0.9. */
    public CorrectedMomentumSGD() {
        this(0.01);
    }

    /** A learning rate, and Chainer's other defaults. */
    public CorrectedMomentumSGD(double lr) {
        this(lr, 0.9);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param momentum momentum
     */
    public CorrectedMomentumSGD(double lr, double momentum) {
        hyperparameter().set("lr", lr).set("momentum", momentum);
    }

    /** The learning rate. */
    public double lr() {
        return hyperparameter().get("lr");
    }

    /** Sets the learning rate. */
    public void setLr(double lr) {
        hyperparameter().set("lr", lr);
    }

    /** The momentum. */
    public double momentum() {
        return hyperparameter().get("momentum");
    }

    /** Sets the momentum. */
    public void setMomentum(double momentum) {
        hyperparameter().set("momentum", momentum);
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
            setState("v", parameter.array().zerosLike());
        }

        @Override
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device().optimizer().correctedMomentumSgd(p, grad, state("v"), h.get("lr"), h.get("momentum"));
        }
    }
}
