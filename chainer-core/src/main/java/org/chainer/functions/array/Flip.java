package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * The elements along an axis in reverse order, as a view. In: one array with that axis. Out: the same shape and dtype. Chainer: {@code F.flip},
 * {@code F.fliplr}, {@code F.flipud}.
 */
public final class Flip extends FunctionNode {
    private final int axis;

    private Flip(int axis) {
        this.axis = axis;
    }

    /** The elements along an axis in reverse order. */
    public static Variable flip(Variable x, int axis) {
        return new Flip(axis).applySingle(x);
    }

    /** The columns in reverse order: flipped along the second axis. */
    public static Variable fliplr(Variable x) {
        return flip(x, 1);
    }

    /** The rows in reverse order: flipped along the first axis. */
    public static Variable flipud(Variable x) {
        return flip(x, 0);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].flip(axis));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(flip(gy[0], axis));
    }
}
