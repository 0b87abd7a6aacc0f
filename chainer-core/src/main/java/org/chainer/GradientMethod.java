package org.chainer;

/** An optimizer that updates each parameter by a rule of its own. Subclasses set hyperparameters and make rules. */
public abstract class GradientMethod extends Optimizer {
    private final Hyperparameter hyperparameter = new Hyperparameter();
    private boolean useFp32Update;

    /** For subclasses. */
    protected GradientMethod() {}

    /** The hyperparameters that all rules default to. */
    public final Hyperparameter hyperparameter() {
        return hyperparameter;
    }

    /** A rule for one parameter. */
    protected abstract UpdateRule createUpdateRule();

    /** Keeps float32 copies of float16 parameters; call it before {@link #setup}. */
    public final void useFp32Update(boolean use) {
        useFp32Update = use;
        if (use && !hooks().isEmpty()) {
            target().params().forEach(p -> p.updateRule().useFp32Update(true));
        }
    }

    @Override
    public GradientMethod setup(Link link) {
        super.setup(link);
        for (Parameter parameter : link.params()) {
            UpdateRule rule = createUpdateRule();
            rule.useFp32Update(useFp32Update);
            parameter.setUpdateRule(rule);
        }
        return this;
    }

    /** Updates the parameters: hooks, each parameter's rule, hooks. Parameters that no gradient reached count as having zeros. */
    @Override
    public void update() {
        fillMissingGrads();
        callHooks(OptimizerHook.Timing.PRE);
        countUpdate();
        target().params().forEach(Parameter::update);
        fillMissingGrads();
        callHooks(OptimizerHook.Timing.POST);
    }

    private void fillMissingGrads() {
        for (Parameter parameter : target().params(false)) {
            if (parameter.borrowGrad() == null) {
                parameter.zeroGrad();
            }
        }
    }
}
