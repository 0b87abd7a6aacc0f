package org.chainer.functions.array;

import java.util.List;
import org.chainer.Variable;

/** Joins arrays of one shape along a new axis. */
public final class Stack {
    private Stack() {}

    /** The arrays along a new axis at the given position of the result (negative: from its end). */
    public static Variable stack(int axis, Variable... xs) {
        Variable[] expanded = new Variable[xs.length];
        for (int i = 0; i < xs.length; i++) {
            expanded[i] = Reshape.expandDims(xs[i], axis);
        }
        return Concat.concat(axis, expanded);
    }

    /** The arrays along a new axis at the given position of the result. */
    public static Variable stack(List<Variable> xs, int axis) {
        return stack(axis, xs.toArray(Variable[]::new));
    }
}
