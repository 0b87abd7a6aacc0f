package org.chainer.functions.array;

import java.util.List;
import org.chainer.Variable;

/**
 * Arrays of one shape joined along a new axis: {@code y[…, k, …] = xₖ[…]}.
 *
 * <p>In: one array or more, of one dtype and shape. Out: one more axis, as long as there are arrays. Chainer: {@code F.stack}.
 */
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
