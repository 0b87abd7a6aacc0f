package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Logarithm of softmax, without overflow: {@code y = x − ln Σ eˣ} along an axis.
 *
 * <p>In: one floating-point array with that axis. Out: the same shape and dtype. Chainer: {@code F.log_softmax}.
 */
public final class LogSoftmax extends FunctionNode {
    private final int axis;

    private LogSoftmax(int axis) {
        this.axis = axis;
    }

    /** Logarithm of softmax along axis 1. */
    public static Variable logSoftmax(Variable x) {
        return logSoftmax(x, 1);
    }

    /** Logarithm of softmax along an axis. */
    public static Variable logSoftmax(Variable x, int axis) {
        return new LogSoftmax(axis).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().normalization().logSoftmax(in[0], in[0].shape().axis(axis), y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            Variable probability = Exp.exp(retainedOutput(0));
            return variables(gy[0].sub(probability.mul(Sum.sum(gy[0], true, axis))));
        }
        NDArray y = outputData(0);
        NDArray gx = y.emptyLike();
        y.device().normalization().logSoftmaxGrad(y, gy[0].array(), y.shape().axis(axis), gx);
        return variables(new Variable(gx, false));
    }
}
