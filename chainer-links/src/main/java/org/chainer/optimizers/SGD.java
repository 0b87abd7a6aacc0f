package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/**
 * Stochastic gradient descent: {@code p ← p − lr·g}. Chainer: {@code optimizers.SGD}.
 */
public final class SGD extends GradientMethod {

    /** Chainer's defaults: {@code lr} 0.01. */
    public SGD() {
        this(0.01);
    }

    /** A learning rate. */
    public SGD(double lr) {
        hyperparameter().set("lr", lr);
    }

    /** The learning rate. */
    public double lr() {
        return hyperparameter().get("lr");
    }

    /** Sets the learning rate. */
    public void setLr(double lr) {
        hyperparameter().set("lr", lr);
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
        protected void updateCore(Parameter parameter, NDArray grad) {
            Hyperparameter h = hyperparameter();
            NDArray p = parameter.array();
            p.device().optimizer().sgd(p, grad, h.get("lr"));
        }
    }
}
