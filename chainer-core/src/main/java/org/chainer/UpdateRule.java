package org.chainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * How one parameter is updated: its state (momentum, for example), its hyperparameters and hooks. A subclass allocates state in {@link
 * #initState} and changes the parameter in place in {@link #updateCore}.
 */
public abstract class UpdateRule implements Cloneable {
    private Hyperparameter hyperparameter;
    private Map<String, NDArray> state;
    private boolean stateChecked = true;
    private List<Hook> hooks = new ArrayList<>();
    private boolean enabled = true;
    private boolean useFp32Update;
    private Parameter fp32Parameter;
    private long t;

    /** A rule whose hyperparameters default to the given ones. */
    protected UpdateRule(Hyperparameter parent) {
        hyperparameter = new Hyperparameter(parent);
    }

    /** Is called before or after a rule updates its parameter. */
    @FunctionalInterface
    public interface Hook {
        /** Called around the update. */
        void call(UpdateRule rule, Parameter parameter);

        /** Whether it is called after the update (else: before). */
        default boolean isPost() {
            return false;
        }
    }

    /** This rule's hyperparameters. */
    public final Hyperparameter hyperparameter() {
        return hyperparameter;
    }

    /** Number of updates so far. */
    public final long t() {
        return t;
    }

    /** Whether {@link #update} does anything. */
    public final boolean isEnabled() {
        return enabled;
    }

    /** Switches this rule on or off. */
    public final void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** State by name, null before the first update. */
    public final Map<String, NDArray> state() {
        return state;
    }

    /** One array of the state. */
    protected final NDArray state(String name) {
        return state.get(name);
    }

    /** In {@link #initState}: sets an array of the state. */
    protected final void setState(String name, NDArray array) {
        state.put(name, array);
    }

    /** Adds a hook. */
    public final void addHook(Hook hook) {
        hooks.add(hook);
    }

    /** Removes a hook. */
    public final void removeHook(Hook hook) {
        hooks.remove(hook);
    }

    /** Keeps a float32 copy of a float16 parameter, which is updated and rounded to the parameter each time. */
    public final void useFp32Update(boolean use) {
        useFp32Update = use;
    }

    /** Updates a parameter by its gradient; does nothing if it has none, or the rule is off. */
    public final void update(Parameter parameter) {
        if (!enabled) {
            return;
        }
        t++;
        if (useFp32Update && (parameter.dtype() == DType.FLOAT16 || parameter.dtype() == DType.BFLOAT16)) {
            updateInFp32(parameter);
        } else {
            updateNow(parameter);
        }
    }

    private void updateNow(Parameter parameter) {
        prepareState(parameter);
        for (Hook hook : hooks) {
            if (!hook.isPost()) {
                hook.call(this, parameter);
            }
        }
        NDArray grad = parameter.borrowGrad();
        if (grad != null) {
            updateCore(parameter, grad);
        }
        for (Hook hook : hooks) {
            if (hook.isPost()) {
                hook.call(this, parameter);
            }
        }
    }

    private void updateInFp32(Parameter parameter) {
        if (fp32Parameter == null) {
            fp32Parameter = new Parameter(parameter.array().astype(DType.FLOAT32));
            fp32Parameter.setName(parameter.name());
        }
        NDArray grad = parameter.borrowGrad();
        fp32Parameter.setGrad(grad == null ? null : grad.astype(DType.FLOAT32));
        updateNow(fp32Parameter);
        parameter.array().copyFrom(fp32Parameter.array());
        fp32Parameter.clearGrad();
    }

    private void prepareState(Parameter parameter) {
        if (state == null) {
            state = new LinkedHashMap<>();
            initState(parameter);
        }
        if (!stateChecked) {
            checkState(parameter);
        }
        state.replaceAll((name, array) -> array == null ? null : array.toDevice(parameter.device()));
    }

    /** Allocates the state for a parameter by {@link #setState}; none by default. */
    protected void initState(Parameter parameter) {}

    /**
     * Changes the parameter's array in place.
     *
     * @param grad the gradient; not to be kept beyond the call
     */
    protected abstract void updateCore(Parameter parameter, NDArray grad);

    /**
     * Hands the number of updates and the state to a serializer.
     *
     * @param parameter the parameter that this rule updates; it says which shape the state has
     */
    public void serialize(Serializer serializer, Parameter parameter) {
        t = serializer.integer("t", t);
        if (state != null) {
            state.replaceAll((name, array) -> {
                NDArray read = serializer.array(name, array);
                return read == null ? array : read;
            });
        } else if (serializer.isReader()) {
            readState(serializer, parameter);
        }
    }

    /** A rule that was saved before its first update has no state in the file, and starts without. */
    private void readState(Serializer serializer, Parameter parameter) {
        boolean known = parameter.isInitialized();
        Map<String, NDArray> expected = freshState(known ? parameter : new Parameter(NDArray.zeros(DType.FLOAT32, 1)));
        boolean saved = expected.keySet().stream().anyMatch(serializer::has);
        if (!saved && (t == 0 || !enabled)) {
            return;
        }
        Map<String, NDArray> read = new LinkedHashMap<>();
        expected.forEach((name, array) -> read.put(name, serializer.array(name, known ? array : null)));
        if (!serializer.isRehearsal() && !read.isEmpty() && !read.containsValue(null)) {
            state = read;
            stateChecked = known;
        }
    }

    private Map<String, NDArray> freshState(Parameter parameter) {
        UpdateRule probe = copy();
        probe.state = new LinkedHashMap<>();
        probe.initState(parameter);
        return probe.state;
    }

    /** State that was read before the parameter had a shape may be another model's. */
    private void checkState(Parameter parameter) {
        freshState(parameter).forEach((name, expected) -> {
            NDArray found = state.get(name);
            if (found == null || !found.shape().equals(expected.shape())) {
                throw new IllegalStateException(
                        "the update rule of " + parameter.describe() + " was loaded with a state '"
                                + name + "' of shape " + (found == null ? "none" : found.shape()) + ", expected "
                                + expected.shape() + ": the optimizer's file belongs to another model");
            }
        });
        stateChecked = true;
    }

    /** A rule with the same hyperparameters and hooks, and state of its own. */
    UpdateRule copy() {
        try {
            UpdateRule copy = (UpdateRule) clone();
            copy.hyperparameter = hyperparameter.copy();
            copy.hooks = new ArrayList<>(hooks);
            copy.fp32Parameter = null;
            if (state != null) {
                copy.state = new LinkedHashMap<>();
                state.forEach((name, array) -> copy.state.put(name, array.copy()));
            }
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
