package org.chainer.functions.array;

import org.chainer.Variable;
import org.chainer.utils.TypeCheck;

/**
 * Joins arrays along the second axis, vectors along their only one, as NumPy's {@code hstack}.
 *
 * <p>In: one array or more, of one dtype and, but for that axis, one shape. Out: the sum of their lengths along the axis. Chainer: {@code F.hstack}.
 */
public final class HStack {
    private HStack() {}

    /** The arrays along the second axis. */
    public static Variable hstack(Variable... xs) {
        TypeCheck in = TypeCheck.of("hstack", xs).count(1, Integer.MAX_VALUE);
        Variable[] wide = new Variable[xs.length];
        for (int i = 0; i < xs.length; i++) {
            in.sameDType(0, i).rank(i, xs[0].rank());
            wide[i] = xs[i].rank() == 0 ? Reshape.reshape(xs[i], 1) : xs[i];
        }
        return Concat.concat(wide[0].rank() == 1 ? 0 : 1, wide);
    }
}
