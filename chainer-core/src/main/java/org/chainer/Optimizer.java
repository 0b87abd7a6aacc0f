package org.chainer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Updates the parameters of a link so that a loss falls. */
public abstract class Optimizer implements Serializer.Serializable, Stateful {
    private final OptimizerHooks hooks = new OptimizerHooks(getClass().getSimpleName());
    private final LossScaling lossScaling = new LossScaling();
    private final List<Parameter> ready = new ArrayList<>();
    private final Consumer<Parameter> collector = this::collect;
    private Link target;
    private long t;
    private long epoch;
    private boolean useCleargrads = true;
    private boolean useAutoNewEpoch;

    /** For subclasses. */
    protected Optimizer() {}

    /**
     * Sets the link whose parameters are updated, and starts counting from zero.
     *
     * @return this optimizer
     */
    public Optimizer setup(Link link) {
        target = link;
        t = 0;
        epoch = 0;
        hooks.clear();
        return this;
    }

    /**
     * The link whose parameters are updated.
     *
     * @throws IllegalStateException before {@link #setup}
     */
    public final Link target() {
        if (target == null) {
            throw new IllegalStateException(getClass().getSimpleName() + " has no target: call setup(link) first");
        }
        return target;
    }

    final boolean isSetUp() {
        return target != null;
    }

    /** Number of updates so far. */
    public final long t() {
        return t;
    }

    final void countUpdate() {
        t++;
    }

    /** Number of epochs so far. */
    public final long epoch() {
        return epoch;
    }

    /** Starts a new epoch. */
    public final void newEpoch() {
        newEpoch(false);
    }

    /**
     * Starts a new epoch.
     *
     * @param auto whether an updater calls this by itself; then {@link #setUseAutoNewEpoch} must be on
     */
    public final void newEpoch(boolean auto) {
        if (auto != useAutoNewEpoch) {
            throw new IllegalStateException(
                    auto
                            ? "newEpoch(auto) needs setUseAutoNewEpoch(true)"
                            : "the updater of this optimizer counts epochs (auto new epoch): do not call newEpoch()");
        }
        epoch++;
    }

    /** Whether the updater counts epochs. */
    public final boolean useAutoNewEpoch() {
        return useAutoNewEpoch;
    }

    /** Lets the updater count epochs. */
    public final void setUseAutoNewEpoch(boolean use) {
        useAutoNewEpoch = use;
    }

    /** Whether gradients are cleared (else: set to zero) before backprop in {@link #update(LossFunction, Variable...)}. */
    public final boolean useCleargrads() {
        return useCleargrads;
    }

    /** Chooses whether gradients are cleared (else: set to zero) before backprop. */
    public final void useCleargrads(boolean use) {
        useCleargrads = use;
    }

    /** Factor that losses are multiplied by before backprop in {@link #update(LossFunction, Variable...)}; gradients are divided by it again. */
    public final double lossScale() {
        return lossScaling.scale();
    }

    /**
     * Sets a fixed factor of losses; float16 gradients that would vanish survive with a large one.
     *
     * @throws IllegalArgumentException if it is not a positive number
     */
    public final void setLossScale(double scale) {
        lossScaling.fix(scale);
    }

    /** As {@link #setDynamicLossScale(int)}, with 1000 updates. */
    public final void setDynamicLossScale() {
        setDynamicLossScale(1000);
    }

    /**
     * Finds the factor of losses by trial: it doubles with each update until gradients are not finite. Such an update is skipped and the factor
     * halved; from then on it doubles within the given number of updates. Chainer: {@code loss_scaling}.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public final void setDynamicLossScale(int interval) {
        lossScaling.makeDynamic(interval);
    }

    /** Number of updates that were skipped because gradients were NaN or infinite, under {@link #setDynamicLossScale(int)}. */
    public final long skippedUpdates() {
        return lossScaling.skipped();
    }

    final LossScaling lossScaling() {
        return lossScaling;
    }

    /** Updates the parameters by the gradients that they have. */
    public abstract void update();

    /** Computes the loss, its gradients, and updates the parameters. */
    public final void update(Supplier<Variable> loss) {
        Variable value = loss.get();
        if (useCleargrads) {
            target().clearGrads();
        } else {
            target().zeroGrads();
        }
        value.backward(false, false, lossScale());
        update();
    }

    /** Computes the loss of a batch, its gradients, and updates the parameters. */
    public final void update(LossFunction loss, Variable... batch) {
        update(() -> loss.apply(batch));
    }

    /** Computes the loss of an argument, its gradients, and updates the parameters: {@code update(this::computeLoss, words)}. */
    public final <A> void update(Function<A, Variable> loss, A argument) {
        update(() -> loss.apply(argument));
    }

    /** Computes the loss of two arguments, its gradients, and updates the parameters. */
    public final <A, B> void update(BiFunction<A, B, Variable> loss, A first, B second) {
        update(() -> loss.apply(first, second));
    }

    /** Adds a hook. Call it after {@link #setup}. */
    public final Optimizer addHook(OptimizerHook hook) {
        return addHook(hook, hook.name());
    }

    /**
     * Adds a hook under a name.
     *
     * @throws IllegalArgumentException if there is a hook of that name
     */
    public final Optimizer addHook(OptimizerHook hook, String name) {
        return addHook(hook, name, hook.timing());
    }

    /**
     * Adds a hook under a name, to be called before or after updates.
     *
     * @throws IllegalArgumentException if there is a hook of that name
     */
    public final Optimizer addHook(OptimizerHook hook, String name, OptimizerHook.Timing timing) {
        target();
        hooks.add(hook, name, timing);
        return this;
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

    /** Calls the hooks of one timing. */
    protected final void callHooks(OptimizerHook.Timing timing) {
        List<OptimizerHook> active = hooks.of(timing);
        for (int i = 0; i < active.size(); i++) {
            callHook(active.get(i));
        }
    }

    /** Calls one hook: for the optimizer, or for each parameter that has an array. */
    protected void callHook(OptimizerHook hook) {
        if (hook.callForEachParam()) {
            List<Parameter> parameters = readyParams();
            for (int i = 0; i < parameters.size(); i++) {
                hook.call(parameters.get(i).updateRule(), parameters.get(i));
            }
        } else {
            hook.call(this);
        }
    }

    /** The target's parameters that have arrays, in a list that serves until the next call: an update makes no garbage of such lists. */
    final List<Parameter> readyParams() {
        ready.clear();
        target().forEachParam(collector);
        return ready;
    }

    private void collect(Parameter parameter) {
        if (parameter.isInitialized()) {
            ready.add(parameter);
        }
    }

    /** Hands counters, and each parameter's rule under its path, to a serializer. */
    @Override
    public void serialize(Serializer serializer) {
        t = serializer.integer("t", t);
        epoch = serializer.integer("epoch", epoch);
        target().namedParams().forEach((path, parameter) -> {
            if (parameter.updateRule() != null) {
                parameter.updateRule().serialize(serializer.child(path), parameter);
            }
        });
    }

    /** Hands over what Chainer's files lack: a dynamic loss scale, and float32 copies of parameters of 16 bits. */
    @Override
    public void serializeState(Serializer serializer) {
        lossScaling.serialize(serializer);
        target().namedParams().forEach((path, parameter) -> {
            if (parameter.updateRule() != null) {
                parameter
                        .updateRule()
                        .serializeState(serializer.child("update_rules").child(path), parameter);
            }
        });
    }
}
