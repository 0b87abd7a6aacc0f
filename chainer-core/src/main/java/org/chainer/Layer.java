package org.chainer;

import org.chainer.array.NDArray;

/**
 * One variable in, one variable out: what {@link Sequential} chains and {@link Link}s with one input implement. A lambda or method reference
 * ({@code F::relu}) is a layer too.
 *
 * <p>Call {@link #apply}; implement {@link #forward}.
 */
@FunctionalInterface
public interface Layer {

    /** Computes the output. */
    Variable forward(Variable x);

    /** Runs {@link #forward}, with the link's hooks around it. */
    default Variable apply(Variable x) {
        return this instanceof Link link ? link.withHooks("forward", () -> forward(x), x) : forward(x);
    }

    /** Runs {@link #forward} on data, of which no gradient is wanted. */
    default Variable apply(NDArray x) {
        return apply(new Variable(x, false));
    }
}
