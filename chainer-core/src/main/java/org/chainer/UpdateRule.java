package org.chainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;

/**
 * How one parameter is updated: its state (momentum, for example), its hyperparameters and hooks. A subclass allocates state in {@link
 * #initState} and changes the parameter in place in {@link #updateCore}.
 *
 * <p>Hyperparameters default to the optimizer's: {@code parameter.updateRule().hyperparameter().set("lr", 0.001)} changes them for one parameter.
 */
public abstract class UpdateRule implements Cloneable {
    private Hyperparameter hyperparameter;
    private OptimizerHooks hooks = new OptimizerHooks(getClass().getSimpleName());
    private Map<String, NDArray> state;
    private Device stateDevice;
    private boolean stateChecked = true;
    private boolean enabled = true;
    private boolean useFp32Update;
    private WideCopy wideCopy;
    private Parameter prepared;
    private long t;

    /** A rule whose hyperparameters default to the given ones. */
    protected UpdateRule(Hyperparameter parent) {
        hyperparameter = new Hyperparameter(parent);
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
        stateDevice = null;
    }

    /** Adds a hook that is called for this rule's parameter: {@link OptimizerHook#call(UpdateRule, Parameter)}. */
    public final void addHook(OptimizerHook hook) {
        addHook(hook, hook.name(), hook.timing());
    }

    /**
     * Adds a hook that is called for this rule's parameter.
     *
     * @throws IllegalArgumentException if there is a hook of that name
     */
    public final void addHook(OptimizerHook hook, String name, OptimizerHook.Timing timing) {
        hooks.add(hook, name, timing);
    }

    /**
     * Removes a hook.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public final void removeHook(String name) {
        hooks.remove(name);
    }

    /** The hooks, in the order they were added. */
    public final List<OptimizerHook> hooks() {
        return hooks.all();
    }

    /** Keeps a float32 copy of a float16 or bfloat16 parameter, which is updated and rounded to the parameter each time. */
    public final void useFp32Update(boolean use) {
        useFp32Update = use;
    }

    /** Updates a parameter by its gradient; does nothing if it has no array or no gradient yet, or the rule is off. */
    public final void update(Parameter parameter) {
        if (!enabled) {
            return;
        }
        t++;
        if (!parameter.isInitialized()) {
            return;
        }
        if (prepared != null) {
            updateNow(prepared);
        } else {
            updateNow(ready(parameter));
            round(parameter);
        }
    }

    /** What goes before the update itself, so that nothing comes between the updates of several parameters; {@link #finish} is to follow. */
    final void prepare(Parameter parameter) {
        prepared = enabled && parameter.isInitialized() ? ready(parameter) : null;
    }

    /** What comes after the update itself. */
    final void finish(Parameter parameter) {
        if (prepared != null) {
            prepared = null;
            round(parameter);
        }
    }

    /** The parameter that is updated, with a gradient that is not scaled: the given one or its float32 copy. */
    private Parameter ready(Parameter parameter) {
        if (isWide(parameter)) {
            if (wideCopy == null) {
                wideCopy = new WideCopy();
            }
            return wideCopy.of(parameter);
        }
        parameter.unscaleGrad();
        return parameter;
    }

    private void round(Parameter parameter) {
        if (isWide(parameter)) {
            wideCopy.roundInto(parameter);
        }
    }

    private boolean isWide(Parameter parameter) {
        return useFp32Update
                && parameter.dtype().isFloating()
                && parameter.dtype().bytes() == 2;
    }

    private void updateNow(Parameter parameter) {
        prepareState(parameter);
        call(OptimizerHook.Timing.PRE, parameter);
        NDArray grad = parameter.borrowGrad();
        if (grad != null) {
            updateCore(parameter, grad);
        }
        call(OptimizerHook.Timing.POST, parameter);
    }

    private void call(OptimizerHook.Timing timing, Parameter parameter) {
        List<OptimizerHook> active = hooks.of(timing);
        for (int i = 0; i < active.size(); i++) {
            active.get(i).call(this, parameter);
        }
    }

    private void prepareState(Parameter parameter) {
        if (state == null) {
            state = new LinkedHashMap<>();
            initState(parameter);
        }
        if (!stateChecked) {
            checkState(parameter);
        }
        Device device = parameter.device();
        if (device != stateDevice) {
            state.replaceAll((name, array) -> array == null ? null : array.toDevice(device));
            stateDevice = device;
        }
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
            stateDevice = null;
            state.replaceAll((name, array) -> {
                NDArray read = serializer.array(name, array);
                return read == null ? array : read;
            });
        } else if (serializer.isReader()) {
            readState(serializer, parameter);
        }
    }

    /** Hands over the float32 copy of a parameter of 16 bits, if there is one, which Chainer's files lack. Call it after the parameter has its array. */
    void serializeState(Serializer serializer, Parameter parameter) {
        if (serializer.isReader()) {
            wideCopy = serializer.has("fp32") ? new WideCopy() : null;
        }
        if (wideCopy != null) {
            wideCopy.serialize(serializer, parameter);
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
            stateDevice = null;
            stateChecked = known;
        }
    }

    private Map<String, NDArray> freshState(Parameter parameter) {
        UpdateRule probe = copy();
        probe.state = new LinkedHashMap<>();
        probe.initState(useFp32Update && parameter.dtype().bytes() == 2 ? new WideCopy().of(parameter) : parameter);
        return probe.state;
    }

    /** State that was read before the parameter had a shape may be another model's. */
    private void checkState(Parameter parameter) {
        freshState(parameter).forEach((name, expected) -> {
            NDArray found = state.get(name);
            if (found == null || !found.shape().equals(expected.shape())) {
                throw new IllegalStateException("the update rule of " + parameter.describe()
                        + " was loaded with a state '" + name + "' of shape "
                        + (found == null ? "none" : found.shape()) + ", expected " + expected.shape()
                        + ": the optimizer's file belongs to another model");
            }
        });
        state.replaceAll((name, array) -> array.astype(parameter.dtype()));
        stateChecked = true;
    }

    /** A rule with the same hyperparameters and hooks, and state of its own. */
    UpdateRule copy() {
        try {
            UpdateRule copy = (UpdateRule) clone();
            copy.hyperparameter = hyperparameter.copy();
            copy.hooks = hooks.copy();
            copy.wideCopy = null;
            copy.prepared = null;
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
