package org.chainer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Memory;
import org.chainer.backend.MemoryScope;
import org.chainer.utils.TypeCheck;

/**
 * A differentiable function, applied once: an edge of the graph between its input and output variables.
 *
 * <p>A subclass overrides {@link #forward} and {@link #backward}, and {@link #checkTypes} to refuse inputs that do not fit. In
 * {@code forward} it names what the gradient will need: {@link #retainInputs}, {@link #retainOutputs}, or {@link #keep} for arrays of its own. An object is
 * applied once.
 */
public abstract class FunctionNode {
    private static final ClassValue<Boolean> BUILT_IN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.getName().startsWith("org.chainer.functions.")
                    && type.getClassLoader() == FunctionNode.class.getClassLoader();
        }
    };

    private VariableNode[] inputs;
    private VariableNode[] outputs;
    private int rank;
    private int[] inputsToRetain;
    private int[] outputsToRetain;
    private NDArray[] retainedInputs;
    private NDArray[] retainedOutputs;
    private List<Memory> kept;
    private List<FunctionHook> hooks;
    private boolean deferrable;
    private DeferredForward deferredForward;
    private ForwardBatch forwardBatch;

    /** For subclasses. */
    protected FunctionNode() {}

    /** The function's name in messages, hooks and drawings: the class's. */
    public String label() {
        return getClass().getSimpleName();
    }

    /** Longest distance of its inputs from a leaf. */
    public int rank() {
        return rank;
    }

    /** The nodes of the inputs; empty once the function is unchained. */
    public List<VariableNode> inputs() {
        return inputs == null ? List.of() : Collections.unmodifiableList(java.util.Arrays.asList(inputs));
    }

    /** The nodes of the outputs; empty before the function is applied. */
    public List<VariableNode> outputs() {
        return outputs == null ? List.of() : Collections.unmodifiableList(java.util.Arrays.asList(outputs));
    }

    VariableNode[] inputNodes() {
        return inputs;
    }

    VariableNode[] outputNodes() {
        return outputs;
    }

    final boolean isBuiltIn() {
        return BUILT_IN.get(getClass()) && !runsUserCode();
    }

    /** Whether code of users runs inside this function, so that arrays made within may outlive it. */
    protected boolean runsUserCode() {
        return false;
    }

    /**
     * Adds a hook that is called around this function only.
     *
     * @throws IllegalStateException if it has a hook of that name
     */
    public void addHook(FunctionHook hook) {
        if (hooks == null) {
            hooks = new ArrayList<>();
        }
        for (FunctionHook other : hooks) {
            if (other.name().equals(hook.name())) {
                throw new IllegalStateException(label() + " has a hook named '" + hook.name() + "' already");
            }
        }
        hooks.add(hook);
        hook.added(this);
    }

    /** Removes a hook that was added to this function. */
    public void deleteHook(FunctionHook hook) {
        if (hooks != null && hooks.remove(hook)) {
            hook.deleted(this);
        }
    }

    List<FunctionHook> activeHooks() {
        List<FunctionHook> ofThread = Chainer.thread().functionHooks;
        if (hooks == null || hooks.isEmpty()) {
            return ofThread;
        }
        List<FunctionHook> all = new ArrayList<>(ofThread);
        all.addAll(hooks);
        return all;
    }

    // --- what subclasses write
    // -----------------------------------------------------------------------------------------------------------

    /**
     * Refuses inputs that do not fit; see {@link TypeCheck}.
     *
     * @throws org.chainer.utils.InvalidTypeException if they do not
     */
    protected void checkTypes(TypeCheck in) {}

    /** Computes the outputs. Inputs must not be changed. */
    protected abstract NDArray[] forward(NDArray[] in);

    /**
     * Gradients to inputs. Written with functions on variables, it can be differentiated again.
     *
     * @param wanted indices of the inputs whose gradients are needed, ascending
     * @param gy gradients to the outputs; null where an output took no part
     * @return one gradient for each wanted input, null for zero
     */
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return new Variable[wanted.length];
    }

    /**
     * Adds gradients to inputs to what other functions contributed. The default calls {@link #backward} and adds; override it where adding in
     * place is cheaper.
     *
     * @param accumulated what was contributed so far to each wanted input, null for nothing
     */
    protected Variable[] backwardAccumulate(int[] wanted, Variable[] gy, Variable[] accumulated) {
        Variable[] gx = checkedBackward(wanted, gy);
        for (int i = 0; i < gx.length; i++) {
            if (accumulated[i] != null) {
                gx[i] = gx[i] == null ? accumulated[i] : gx[i].add(accumulated[i]);
            }
        }
        return gx;
    }

    // --- what subclasses call
    // ------------------------------------------------------------------------------------------------------------

    /** In {@code forward}: keeps these inputs' arrays for {@code backward}. */
    protected final void retainInputs(int... indices) {
        inputsToRetain = indices;
    }

    /** In {@code forward}: keeps these outputs' arrays for {@code backward}. */
    protected final void retainOutputs(int... indices) {
        outputsToRetain = indices;
    }

    /**
     * In {@code forward}: says that this array is this function's own and no user's, so that its memory returns when the function is unchained. Without
     * backprop it returns at once.
     */
    protected final NDArray keep(NDArray array) {
        if (kept == null) {
            kept = new ArrayList<>(2);
        }
        Memory memory = array.memory();
        memory.retain();
        memory.disown();
        kept.add(memory);
        return array;
    }

    /**
     * In {@code forward}: runs a computation, and gives back at once the memory of all arrays that it makes, except for those that it returns
     * or {@link #keep keeps}.
     */
    protected static NDArray[] tidy(Supplier<NDArray[]> computation) {
        try (MemoryScope scope = MemoryScope.open()) {
            NDArray[] results = computation.get();
            for (NDArray result : results) {
                scope.handOver(result.memory());
            }
            return results;
        }
    }

    /** In {@code backward}: a retained input, with its place in the graph. */
    protected final Variable retainedInput(int index) {
        return new Variable(inputData(index), inputs[index]);
    }

    /** In {@code backward}: a retained output, with its place in the graph. */
    protected final Variable retainedOutput(int index) {
        return new Variable(outputData(index), outputs[index]);
    }

    /** In {@code backward}: a retained input's array. */
    protected final NDArray inputData(int index) {
        return retained(retainedInputs, index, "input");
    }

    /** In {@code backward}: a retained output's array. */
    protected final NDArray outputData(int index) {
        return retained(retainedOutputs, index, "output");
    }

    private NDArray retained(NDArray[] arrays, int index, String kind) {
        NDArray array = arrays == null ? null : arrays[index];
        if (array == null) {
            throw new IllegalStateException(
                    label() + ": " + kind + " " + index + " is not there: either forward() did not retain it, or"
                            + " the graph was unchained; call backward() before unchainBackward()");
        }
        return array;
    }

    /** In {@code backward}: whether a {@link DeferredGradient} may be returned in this walk. */
    protected final boolean mayDefer() {
        return deferrable;
    }

    /** In {@code backward}: whether a gradient to an output is this function's alone, which may then turn it into the gradient to an input in place. */
    protected final boolean mayOverwrite(NDArray gy) {
        return deferrable && gy.isContiguous() && gy.memory().isExclusive();
    }

    /**
     * In {@code backward}: whether the gradients will be differentiated again, so that they must be computed by functions on variables. If not, a fused
     * kernel on arrays will do.
     */
    protected final boolean isDoubleBackprop() {
        return Chainer.config().enableBackprop();
    }

    /**
     * In {@code backward}: variables of gradients that are computed on arrays and cannot be differentiated again. Under double backprop, whoever
     * differentiates them gets an error that names this function.
     *
     * @param gx gradients, null for zero
     */
    protected final Variable[] onceDifferentiable(Variable[] gy, NDArray... gx) {
        return OnceDifferentiable.variables(label(), inputs, gy, gx);
    }

    /** A variable that stands for a deferred gradient. */
    protected static Variable deferred(DeferredGradient gradient) {
        return new Variable(gradient);
    }

    /** Shorthand for an array of arrays. */
    protected static NDArray[] arrays(NDArray... arrays) {
        return arrays;
    }

    /** Shorthand for an array of variables. */
    protected static Variable[] variables(Variable... variables) {
        return variables;
    }

    /** Dtype of an input. */
    protected final DType inputDType(int index) {
        return inputs[index].dtype();
    }

    /** Shape of an input. */
    protected final Shape inputShape(int index) {
        return inputs[index].shape();
    }

    /** Whether an index is among the wanted ones. */
    protected static boolean isWanted(int[] wanted, int index) {
        for (int i : wanted) {
            if (i == index) {
                return true;
            }
        }
        return false;
    }

    // --- application
    // ---------------------------------------------------------------------------------------------------------------------

    /** Applies a function with one output. */
    public final Variable applySingle(Variable... in) {
        return apply(in)[0];
    }

    /**
     * Applies this function and records it in the graph.
     *
     * @throws org.chainer.utils.InvalidTypeException if inputs do not fit
     * @throws IllegalArgumentException if inputs are on different devices
     * @throws IllegalStateException if an input has no array yet, or this object was applied before
     */
    public final Variable[] apply(Variable... in) {
        return applyTo(substituted(in));
    }

    /** The inputs, with what link hooks have put in the place of parameters. */
    private static Variable[] substituted(Variable[] in) {
        Variable[] result = in;
        for (int i = 0; i < in.length; i++) {
            if (in[i] instanceof Parameter parameter && parameter.isSubstituted()) {
                if (result == in) {
                    result = in.clone();
                }
                result[i] = parameter.substitute();
            }
        }
        return result;
    }

    private Variable[] applyTo(Variable... in) {
        if (outputs != null) {
            throw new IllegalStateException(
                    label() + " was applied already: a function object is one edge of the graph; make a new one");
        }
        Chainer.ThreadState thread = Chainer.thread();
        Config config = thread.config;
        checkPresence(in);
        if (config.typeCheck()) {
            checkTypes(new TypeCheck(this, in));
        }
        List<FunctionHook> active = hooks == null ? thread.functionHooks : activeHooks();
        if (this instanceof Deferrable && active.isEmpty() && config.defersForward()) {
            DeferredForward waiting = DeferredForward.of(this, in, thread);
            if (waiting != null) {
                return deferred(in, waiting);
            }
        }
        NDArray[] x = new NDArray[in.length];
        for (int i = 0; i < in.length; i++) {
            x[i] = in[i].array();
        }
        if (!active.isEmpty()) {
            expose(x);
        }
        for (FunctionHook hook : active) {
            hook.forwardPreprocess(this, x);
        }
        NDArray[] y = namedForward(x);
        if (config.debug()) {
            NanCheck.forward(this, y);
        }
        if (!active.isEmpty()) {
            expose(y);
        }
        for (FunctionHook hook : active) {
            hook.forwardPostprocess(this, x);
        }
        Variable[] result = wrap(in, y);
        if (config.enableBackprop()) {
            link(in);
            retain(x, y);
        } else {
            releaseKept();
        }
        java.lang.ref.Reference.reachabilityFence(x);
        return result;
    }

    private NDArray[] namedForward(NDArray[] x) {
        try {
            return forward(x);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw ForwardErrors.named(this, e);
        }
    }

    /** Hooks are users' code: what they are given, they may hold. */
    static void expose(NDArray[] arrays) {
        for (NDArray array : arrays) {
            if (array != null) {
                array.memory().expose();
            }
        }
    }

    private void checkPresence(Variable[] in) {
        for (int i = 0; i < in.length; i++) {
            if (in[i] == null) {
                throw new IllegalArgumentException(label() + ": input " + i + " is null");
            }
            if (!in[i].hasValue()) {
                throw new IllegalStateException(
                        label() + ": input " + i + " (" + in[i].describe()
                                + ") is a parameter that is not initialised yet: call the link once, or give its sizes when it is made");
            }
            if (in[i].device() != in[0].device()) {
                throw new IllegalArgumentException(
                        label() + ": inputs are on different devices: input 0 on " + in[0].device() + ", input " + i
                                + " on " + in[i].device() + "; move the model or the data with toDevice()");
            }
        }
    }

    /** The output of a function whose forward pass waits. */
    private Variable[] deferred(Variable[] in, DeferredForward waiting) {
        deferredForward = waiting;
        outputs = new VariableNode[] {new VariableNode(null, requiresGrad(in), null)};
        outputs[0].describe(waiting.dtype(), waiting.shape());
        link(in);
        Variable output = new Variable(waiting, outputs[0]);
        if (waiting.isTooLong()) {
            output.array();
        }
        return variables(output);
    }

    /** The output of the forward pass that has waited. */
    final NDArray deferredForward(NDArray[] x) {
        return namedForward(x)[0];
    }

    /** The forward pass has run after all. */
    final void finishForward(NDArray[] x, NDArray output) {
        deferredForward = null;
        retain(x, arrays(output));
    }

    final void computedIn(ForwardBatch batch) {
        forwardBatch = batch;
    }

    /** The batch that this function was computed in; null if it was computed alone. */
    final ForwardBatch forwardBatch() {
        return forwardBatch;
    }

    /** Runs the forward pass if it still waits. */
    final void settle() {
        if (deferredForward != null) {
            deferredForward.result();
        }
    }

    private static boolean requiresGrad(Variable[] in) {
        boolean requiresGrad = false;
        for (Variable variable : in) {
            requiresGrad |= variable.requiresGrad();
        }
        return requiresGrad;
    }

    private Variable[] wrap(Variable[] in, NDArray[] y) {
        boolean requiresGrad = requiresGrad(in);
        outputs = new VariableNode[y.length];
        Variable[] result = new Variable[y.length];
        for (int i = 0; i < y.length; i++) {
            outputs[i] = new VariableNode(y[i], requiresGrad, null);
            result[i] = new Variable(y[i], outputs[i]);
        }
        return result;
    }

    private void link(Variable[] in) {
        inputs = new VariableNode[in.length];
        for (int i = 0; i < in.length; i++) {
            inputs[i] = in[i].node();
            rank = Math.max(rank, inputs[i].rank());
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i].setCreator(this, i);
        }
    }

    private void retain(NDArray[] x, NDArray[] y) {
        retainedInputs = pick(x, inputsToRetain);
        retainedOutputs = pick(y, outputsToRetain);
    }

    private static NDArray[] pick(NDArray[] arrays, int[] indices) {
        if (indices == null || indices.length == 0) {
            return null;
        }
        NDArray[] picked = new NDArray[arrays.length];
        for (int i : indices) {
            picked[i] = arrays[i];
            picked[i].memory().retain();
        }
        return picked;
    }

    /** Cuts the function off its inputs and outputs and lets go of what it kept. */
    public void unchain() {
        settle();
        if (outputs != null) {
            for (VariableNode output : outputs) {
                output.unchain();
            }
        }
        inputs = null;
        release(retainedInputs);
        release(retainedOutputs);
        retainedInputs = null;
        retainedOutputs = null;
        releaseKept();
    }

    private static void release(NDArray[] arrays) {
        if (arrays != null) {
            for (NDArray array : arrays) {
                if (array != null) {
                    array.memory().release();
                }
            }
        }
    }

    private void releaseKept() {
        if (kept != null) {
            kept.forEach(Memory::release);
            kept = null;
        }
    }

    /** Calls {@link #backward} and checks what it returns. */
    final Variable[] checkedBackward(int[] wanted, Variable[] gy) {
        Variable[] gx = backward(wanted, gy);
        if (gx.length != wanted.length) {
            throw new IllegalStateException(label() + ": backward() returned " + gx.length
                    + " gradients, expected one for each of the " + wanted.length + " wanted inputs");
        }
        for (int i = 0; i < gx.length; i++) {
            VariableNode input = inputs[wanted[i]];
            if (gx[i] != null && !gx[i].shape().equals(input.shape())) {
                throw new IllegalStateException(label() + ": backward() returned a gradient of shape " + gx[i].shape()
                        + " to input " + wanted[i] + " of shape " + input.shape());
            }
            if (gx[i] != null && gx[i].dtype() != input.dtype()) {
                throw new IllegalStateException(label() + ": backward() returned a gradient of dtype " + gx[i].dtype()
                        + " to input " + wanted[i] + " of dtype " + input.dtype());
            }
        }
        return gx;
    }

    final Variable[] callBackward(int[] wanted, Variable[] gy, boolean allowDeferred) {
        deferrable = allowDeferred;
        try {
            return checkedBackward(wanted, gy);
        } finally {
            deferrable = false;
        }
    }

    final NDArray[] inputArraysForHooks() {
        NDArray[] result = new NDArray[inputs.length];
        if (retainedInputs != null) {
            System.arraycopy(retainedInputs, 0, result, 0, result.length);
        }
        return result;
    }

    /** The device of the outputs' arrays, as far as it is known. */
    Device deviceOrNull() {
        return retainedOutputs != null && retainedOutputs[0] != null ? retainedOutputs[0].device() : null;
    }
}
