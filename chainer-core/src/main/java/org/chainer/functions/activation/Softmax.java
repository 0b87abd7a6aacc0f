package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Softmax along an axis: {@code y = eˣ / Σ eˣ}, the greatest x subtracted first.
 *
 * <p>In: one floating-point array with that axis. Out: the same shape and dtype. Chainer: {@code F.softmax}.
 */
public final class Softmax extends FunctionNode {
    private final int axis;

    private Softmax(int axis) {
        this.axis = axis;
    }

    /** Softmax along axis 1. */
    public static Variable softmax(Variable x) {
        return softmax(x, 1);
    }

    /** Softmax along an axis. */
    public static Variable softmax(Variable x, int axis) {
        return new Softmax(axis).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().normalization().softmax(in[0], in[0].shape().axis(axis), y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            Variable y = retainedOutput(0);
            Variable weighted = y.mul(gy[0]);
            return variables(weighted.sub(y.mul(Sum.sum(weighted, true, axis))));
        }
        NDArray y = outputData(0);
        NDArray gx = y.emptyLike();
        y.device().normalization().softmaxGrad(y, gy[0].array(), y.shape().axis(axis), gx);
        return variables(new Variable(gx, false));
    }
}
