package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * The sub-arrays along an axis, which they lack, as views: the inverse of {@link Stack}. In: one array with that axis. Out: as many arrays as the
 * axis is long, of the same dtype. Chainer: {@code F.separate}.
 */
public final class Separate extends FunctionNode {
    private final int axis;

    private Separate(int axis) {
        this.axis = axis;
    }

    /** The sub-arrays along the first axis. */
    public static Variable[] separate(Variable x) {
        return separate(x, 0);
    }

    /** The sub-arrays along an axis. */
    public static Variable[] separate(Variable x, int axis) {
        return new Separate(axis).apply(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray[] y = new NDArray[Math.toIntExact(in[0].dim(axis))];
        for (int i = 0; i < y.length; i++) {
            y[i] = in[0].select(axis, i);
        }
        return y;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(Stack.stack(inputShape(0).axis(axis), Parts.withZeros(gy, outputs())));
    }
}
