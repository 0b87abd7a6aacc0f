package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/** Sum of an array's elements over axes. In: one floating-point array. Out: the same dtype. Chainer: {@code F.sum}. */
public final class Sum extends FunctionNode {
    private final int[] axes;
    private final boolean keepDims;

    private Sum(int[] axes, boolean keepDims) {
        this.axes = axes;
        this.keepDims = keepDims;
    }

    /** Sum over the given axes, over all if none is given. */
    public static Variable sum(Variable x, int... axes) {
        return new Sum(axes, false).applySingle(x);
    }

    /**
     * Sum over axes.
     *
     * @param keepDims whether the result keeps the axes with length 1
     * @param axes negative ones count from the end; none means all
     */
    public static Variable sum(Variable x, boolean keepDims, int... axes) {
        return new Sum(axes, keepDims).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axes);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].reduce(ReduceOp.SUM, keepDims, axes));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Shape shape = inputShape(0);
        Variable kept = Reshape.reshape(gy[0], shape.withUnitAxes(shape.axes(axes)));
        return variables(BroadcastTo.broadcastTo(kept, shape));
    }
}
