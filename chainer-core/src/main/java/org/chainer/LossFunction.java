package org.chainer;

import java.util.Map;

/**
 * Inputs in, loss out: what an optimizer minimises and an updater calls with a converted batch. Models that are trained implement it.
 */
@FunctionalInterface
public interface LossFunction {

    /** The loss of a batch whose examples are tuples: one variable for each element. */
    Variable apply(Variable... batch);

    /**
     * The loss of a batch whose examples are maps.
     *
     * @throws UnsupportedOperationException by default
     */
    default Variable apply(Map<String, Variable> batch) {
        throw new UnsupportedOperationException(getClass().getName()
                + " takes its inputs by position, but the examples of this batch are maps with keys " + batch.keySet()
                + ": implement apply(Map), or convert the examples to tuples");
    }
}
