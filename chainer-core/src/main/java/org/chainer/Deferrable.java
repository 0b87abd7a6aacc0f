package org.chainer;

import org.chainer.array.Shape;

/**
 * A function whose forward pass may wait until somebody asks for its output: the values, not its shape or dtype. Functions that wait for each other and use one
 * weight can then be computed at once (see {@link Batchable}): the output layer of a recurrent network, which is applied step by step, for all steps of a window.
 *
 * <p>Such a function has one output, of its first input's dtype, and its forward pass depends on the inputs' content only. Inputs that are written to while it waits are
 * no danger: it is computed before. In debug mode, with function hooks, without backprop and with {@link Config#DEFER_FORWARD} switched off nothing waits.
 */
public interface Deferrable {

    /**
     * The output's shape, if the forward pass may wait, else null. Asked when types are checked; what else can be wrong with the inputs must be found here, not when the
     * values are computed.
     */
    Shape deferredShape(Variable[] in);
}
