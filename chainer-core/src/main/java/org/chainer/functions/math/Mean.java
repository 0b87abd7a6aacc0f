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
 * Arithmetic mean of an array's elements over axes: {@code y = Σ x / n}.
 *
 * <p>In: one floating-point array with these axes. Out: its shape without them (with length 1 if they are kept), of the same dtype. Chainer: {@code
 * F.mean}, {@code F.average} without weights.
 */
public final class Mean extends FunctionNode {
    private final int[] axes;
    private final boolean keepDims;

    private Mean(int[] axes, boolean keepDims) {
        this.axes = axes;
        this.keepDims = keepDims;
    }

    /** Mean over the given axes, over all if none is given. */
    public static Variable mean(Variable x, int... axes) {
        return mean(x, false, axes);
    }

    /**
     * Mean over axes.
     *
     * @param keepDims whether the result keeps the axes with length 1
     * @param axes negative ones count from the end; none means all
     * @throws org.chainer.utils.InvalidTypeException if there is no such axis, or one is given twice
     */
    public static Variable mean(Variable x, boolean keepDims, int... axes) {
        return new Mean(axes, keepDims).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axes);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].reduce(ReduceOp.MEAN, keepDims, axes));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Shape shape = inputShape(0);
        Shape kept = shape.withUnitAxes(shape.axes(axes));
        double share = (double) kept.size() / shape.size();
        Variable g = Reshape.reshape(gy[0].mul(share), kept);
        return variables(BroadcastTo.broadcastTo(g, shape));
    }
}
