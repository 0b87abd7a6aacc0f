package org.chainer;

/**
 * Is called around an optimizer's update: gradient clipping, weight decay. A hook works on the whole optimizer ({@link #call(Optimizer)}) or on each parameter
 * ({@link #call(UpdateRule, Parameter)}).
 */
public interface OptimizerHook {

    /** When a hook is called. */
    enum Timing {
        /** Between backprop and update. */
        PRE,
        /** After the update. */
        POST
    }

    /** The hook's name; an optimizer has one hook of a name. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** When the hook is called. */
    default Timing timing() {
        return Timing.PRE;
    }

    /** Whether the hook is called for each parameter (else: once for the optimizer). */
    default boolean callForEachParam() {
        return false;
    }

    /**
     * Called once for the optimizer.
     *
     * @throws UnsupportedOperationException by default: the hook works on single parameters
     */
    default void call(Optimizer optimizer) {
        throw new UnsupportedOperationException(
                name() + " works on one parameter after the other: its callForEachParam() should be true");
    }

    /**
     * Called for each parameter that is initialised, or for the one whose rule it was added to.
     *
     * @throws UnsupportedOperationException by default: the hook works on whole optimizers
     */
    default void call(UpdateRule rule, Parameter parameter) {
        throw new UnsupportedOperationException(
                name() + " works on all parameters at once: add it to the optimizer, not to the rule of one parameter");
    }
}
