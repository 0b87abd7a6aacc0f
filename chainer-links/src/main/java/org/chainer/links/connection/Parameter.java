package org.chainer.links.connection;

import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.math.Identity;

/** A link that is just a parameter, {@code W}. Chainer: {@code L.Parameter}. */
public class Parameter extends Link {
    @Name("W")
    private org.chainer.Parameter w;

    /** A parameter with a copy of the given array. */
    public Parameter(NDArray array) {
        w = new org.chainer.Parameter(array.copy());
        toDevice(array.device());
    }

    /** The parameter. */
    public org.chainer.Parameter w() {
        return w;
    }

    /** The parameter as a variable of the graph. */
    public Variable apply() {
        return withHooks("forward", () -> Identity.identity(w));
    }
}
