package org.chainer.functions.rnn;

import org.chainer.Variable;

/** One layer in one direction of a recurrent network over whole sequences. */
interface SequenceCell {

    /**
     * What the layer keeps from step to step.
     *
     * @param h output (batch, units)
     * @param c cell state (batch, units), or null for cells without
     */
    record State(Variable h, Variable c) {}

    /** The part of the step that does not depend on the state, for the rows of all steps at once. */
    Variable project(Variable x);

    /** One step. */
    State step(Variable projected, State before);
}
