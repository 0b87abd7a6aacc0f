package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * The axes of an array in another order: {@code y.shape[i] = x.shape[axes[i]]}.
 *
 * <p>In: one array. Out: a view, of the same dtype. Chainer: {@code F.transpose}.
 */
public final class Transpose extends FunctionNode {
    private final int[] order;

    private Transpose(int[] order) {
        this.order = order;
    }

    /** The axes in the given order; reversed if none is given. */
    public static Variable transpose(Variable x, int... order) {
        return new Transpose(order).applySingle(x);
    }

    /** The last two axes exchanged. */
    public static Variable swapLastAxes(Variable x) {
        int[] order = x.shape().axes();
        order[order.length - 1] = order.length - 2;
        order[order.length - 2] = order.length - 1;
        return transpose(x, order);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1);
        if (order.length > 0) {
            in.rank(0, order.length).hasAxis(0, order);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(order.length == 0 ? in[0].transpose() : in[0].transpose(order));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (order.length == 0) {
            return variables(transpose(gy[0]));
        }
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[inputShape(0).axis(order[i])] = i;
        }
        return variables(transpose(gy[0], inverse));
    }
}
