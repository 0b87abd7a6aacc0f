package org.chainer.functions.array;

import org.chainer.Variable;
import org.chainer.utils.TypeCheck;

/**
 * Joins arrays along the first axis, vectors as the rows of a matrix, as NumPy's {@code vstack}.
 *
 * <p>In: one array or more, of one dtype and, but for that axis, one shape. Out: the sum of their lengths along the axis. Chainer: {@code F.vstack}.
 */
public final class VStack {
    private VStack() {}

    /** The arrays along the first axis. */
    public static Variable vstack(Variable... xs) {
        TypeCheck in = TypeCheck.of("vstack", xs).count(1, Integer.MAX_VALUE);
        Variable[] rows = new Variable[xs.length];
        for (int i = 0; i < xs.length; i++) {
            in.sameDType(0, i).rank(i, xs[0].rank());
            if (xs[0].rank() < 2) {
                in.sameShape(0, i);
            }
            rows[i] = xs[i].rank() < 2 ? Reshape.reshape(xs[i], 1, xs[i].size()) : xs[i];
        }
        return Concat.concat(0, rows);
    }
}
