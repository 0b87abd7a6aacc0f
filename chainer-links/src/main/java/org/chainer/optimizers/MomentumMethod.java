package org.chainer.optimizers;

import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/** What gradient methods with a velocity share: the learning rate {@code lr}, the {@code momentum}, and the state {@code v}. */
abstract class MomentumMethod extends GradientMethod {

    MomentumMethod(double lr, double momentum) {
        hyperparameter().set("lr", lr).set("momentum", momentum);
    }

    /** The learning rate. */
    public final double lr() {
        return hyperparameter().get("lr");
    }

    /** Sets the learning rate. */
    public final void setLr(double lr) {
        hyperparameter().set("lr", lr);
    }

    /** The momentum. */
    public final double momentum() {
        return hyperparameter().get("momentum");
    }

    /** Sets the momentum. */
    public final void setMomentum(double momentum) {
        hyperparameter().set("momentum", momentum);
    }

    /** Changes the values {@code p} and the velocity {@code v} in place. */
    abstract void step(NDArray p, NDArray grad, NDArray v, double lr, double momentum);

    @Override
    protected final UpdateRule createUpdateRule() {
        return new Rule(hyperparameter());
    }

    private final class Rule extends UpdateRule {
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
            step(parameter.array(), grad, state("v"), h.get("lr"), h.get("momentum"));
        }
    }
}
