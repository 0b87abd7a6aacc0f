package org.chainer.functions.array;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/** An array without axes of length 1. In: one array. Out: the same elements. Chainer: {@code F.squeeze}. */
public final class Squeeze {
    private Squeeze() {}

    /** The array without the given axes, which have length 1; without all such axes if none is given. */
    public static Variable squeeze(Variable x, int... axis) {
        TypeCheck in = TypeCheck.of("squeeze", x).names("x").hasAxis(0, axis);
        Shape shape = x.shape();
        if (axis.length == 0) {
            long[] rest = java.util.Arrays.stream(shape.toArray())
                    .filter(dim -> dim != 1)
                    .toArray();
            return Reshape.reshape(x, Shape.of(rest));
        }
        for (int i : axis) {
            in.dim(0, i, 1);
        }
        return Reshape.reshape(x, shape.withoutAxes(axis));
    }
}
