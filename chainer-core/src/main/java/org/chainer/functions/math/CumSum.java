package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Flip;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/** Running sum along an axis: {@code y[i] = x[0] + … + x[i]}. In: one floating-point array. Out: the same shape. Chainer: {@code F.cumsum}. */
public final class CumSum extends FunctionNode {
    private final int axis;

    private CumSum(int axis) {
        this.axis = axis;
    }

    /** Running sum of the flattened array. */
    public static Variable cumsum(Variable x) {
        return cumsum(Reshape.flatten(x), 0);
    }

    /** Running sum along an axis. */
    public static Variable cumsum(Variable x, int axis) {
        return new CumSum(axis).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].cumsum(axis));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(Flip.flip(cumsum(Flip.flip(gy[0], axis), axis), axis));
    }
}
