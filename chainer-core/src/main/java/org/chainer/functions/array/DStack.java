package org.chainer.functions.array;

import org.chainer.Variable;
import org.chainer.utils.TypeCheck;

/**
 * Joins arrays along the third axis, as NumPy's {@code dstack}: vectors (n) count as (1, n, 1), matrices (m, n) as (m, n, 1). All have one dtype and,
 * but for that axis, one shape.
 *
 * <p>In: one array or more, of one dtype and, but for that axis, one shape. Out: the sum of their lengths along the axis. Chainer: {@code F.dstack}.
 */
public final class DStack {
    private DStack() {}

    /** The arrays along the third axis. */
    public static Variable dstack(Variable... xs) {
        TypeCheck in = TypeCheck.of("dstack", xs).count(1, Integer.MAX_VALUE);
        Variable[] cubes = new Variable[xs.length];
        for (int i = 0; i < xs.length; i++) {
            in.sameDType(0, i).rank(i, xs[0].rank());
            if (xs[0].rank() < 3) {
                in.sameShape(0, i);
            }
            cubes[i] = switch (xs[i].rank()) {
                case 0, 1 -> Reshape.reshape(xs[i], 1, xs[i].size(), 1);
                case 2 -> Reshape.reshape(xs[i], xs[i].dim(0), xs[i].dim(1), 1);
                default -> xs[i];
            };
        }
        return Concat.concat(2, cubes);
    }
}
