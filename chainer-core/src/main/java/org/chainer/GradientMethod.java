package org.chainer;

import java.util.List;
import org.chainer.backend.Device;
import org.chainer.backend.WorkBatch;

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

    /** Keeps float32 copies of float16 and bfloat16 parameters, in which small updates add up. */
    public final void useFp32Update(boolean use) {
        useFp32Update = use;
        if (isSetUp()) {
            for (Parameter parameter : target().params()) {
                if (parameter.updateRule() != null) {
                    parameter.updateRule().useFp32Update(use);
                }
            }
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

    /**
     * Updates the parameters: hooks, each parameter's rule, hooks. Parameters that no gradient reached count as having zeros. Rules divide gradients of scaled
     * losses by the scale (hooks before them see {@link Variable#lossScale()}); if they are not finite under a dynamic scale, nothing is done but to count.
     */
    @Override
    public void update() {
        List<Parameter> parameters = readyParams();
        fillMissingGrads(parameters);
        boolean safe = lossScaling().isSafe(parameters);
        if (safe) {
            callHooks(OptimizerHook.Timing.PRE);
        }
        countUpdate();
        if (safe) {
            updateAll(readyParams());
            fillMissingGrads(readyParams());
            callHooks(OptimizerHook.Timing.POST);
        }
        lossScaling().adapt(safe);
    }

    private void updateAll(List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).updateRule() != null) {
                parameters.get(i).updateRule().prepare(parameters.get(i));
            }
        }
        try {
            updateTogether(parameters, 0);
        } finally {
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).updateRule() != null) {
                    parameters.get(i).updateRule().finish(parameters.get(i));
                }
            }
        }
    }

    /** Opens a batch of each device that has parameters, from a given one on, and updates all parameters in them. */
    private void updateTogether(List<Parameter> parameters, int first) {
        if (first == parameters.size()) {
            target().forEachParam(Parameter::update);
            return;
        }
        Device device = parameters.get(first).device();
        int next = first + 1;
        while (next < parameters.size() && parameters.get(next).device() == device) {
            next++;
        }
        try (WorkBatch batch = device.batch()) {
            updateTogether(parameters, next);
        }
    }

    @Override
    protected void callHook(OptimizerHook hook) {
        super.callHook(hook);
        fillMissingGrads(readyParams());
    }

    private static void fillMissingGrads(List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).borrowGrad() == null) {
                parameters.get(i).zeroGrad();
            }
        }
    }
}
