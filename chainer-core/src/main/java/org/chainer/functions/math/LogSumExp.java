package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * {@code y = ln Σ eˣ} over axes, without overflow.
 *
 * <p>In: one floating-point array with these axes. Out: its shape without them, of the same dtype. Chainer: {@code F.logsumexp}.
 */
public final class LogSumExp extends FunctionNode {
    private final int[] axes;

    private LogSumExp(int[] axes) {
        this.axes = axes;
    }

    /**
     * {@code ln Σ eˣ} of a floating-point array over the given axes, which the result lacks; over all if none is given.
     *
     * @throws org.chainer.utils.InvalidTypeException if there is no such axis, or one is given twice
     */
    public static Variable logsumexp(Variable x, int... axes) {
        return new LogSumExp(axes).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axes);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        retainOutputs(0);
        return arrays(in[0].reduce(ReduceOp.LOG_SUM_EXP, false, axes));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        Shape kept = x.shape().withUnitAxes(x.shape().axes(axes));
        Variable y = BroadcastTo.broadcastTo(Reshape.reshape(retainedOutput(0), kept), x.shape());
        Variable g = BroadcastTo.broadcastTo(Reshape.reshape(gy[0], kept), x.shape());
        return variables(g.mul(Exp.exp(x.sub(y))));
    }
}
