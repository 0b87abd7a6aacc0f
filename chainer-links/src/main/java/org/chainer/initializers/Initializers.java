package org.chainer.initializers;

import org.chainer.Initializer;

/** Chooses what links do when no initializer is given. */
public final class Initializers {
    private Initializers() {}

    /** The initializer, or, for null, {@link LeCunNormal}: the rule for weights. */
    public static Initializer orLeCunNormal(Initializer initializer) {
        return initializer == null ? new LeCunNormal() : initializer;
    }

    /** The initializer, or, for null, a value: the rule for biases. */
    public static Initializer orConstant(Initializer initializer, Number value) {
        return initializer == null ? new Constant(value) : initializer;
    }
}
