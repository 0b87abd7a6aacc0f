package org.chainer;

import org.chainer.array.NDArray;

/**
 * Is called around every function: on all functions of a thread ({@link Chainer#usingHook(FunctionHook)}) or on one ({@link
 * FunctionNode#addHook}).
 */
public interface FunctionHook {

    /** The hook's name; one hook of a name can be active at a time. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Called when the hook becomes active: for a thread (null) or for one function. */
    default void added(FunctionNode function) {}

    /** Called when the hook's scope ends, or it is removed from a function. */
    default void deleted(FunctionNode function) {}

    /** Called before a function's forward method. */
    default void forwardPreprocess(FunctionNode function, NDArray[] inputs) {}

    /** Called after a function's forward method. */
    default void forwardPostprocess(FunctionNode function, NDArray[] inputs) {}

    /** Called before a function's backward method; elements of the gradients may be null. */
    default void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {}

    /** Called after a function's backward method; elements of the gradients may be null. */
    default void backwardPostprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {}
}
