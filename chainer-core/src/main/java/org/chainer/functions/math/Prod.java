package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Flip;
import org.chainer.functions.array.MoveAxis;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/** Product of an array's elements over axes; 1 for none. In: one floating-point array. Out: the same dtype. Chainer: {@code F.prod}. */
public final class Prod extends FunctionNode {
    private final boolean keepDims;
    private final int[] axes;

    private Prod(boolean keepDims, int[] axes) {
        this.keepDims = keepDims;
        this.axes = axes;
    }

    /** Product over the given axes, over all if none is given. */
    public static Variable prod(Variable x, int... axes) {
        return prod(x, false, axes);
    }

    /**
     * Product over axes.
     *
     * @param keepDims whether the result keeps the axes with length 1
     * @param axes negative ones count from the end; none means all
     */
    public static Variable prod(Variable x, boolean keepDims, int... axes) {
        return new Prod(keepDims, axes).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axes);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        return arrays(in[0].reduce(ReduceOp.PRODUCT, keepDims, axes));
    }

    /** The gradient to an element is the product of those before it and those behind it: right where elements are 0, too. */
    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        int[] reduced = x.shape().axes(axes);
        int[] front = new int[reduced.length];
        java.util.Arrays.setAll(front, i -> i);
        Variable moved = MoveAxis.moveaxis(x, reduced, front);
        Shape kept = moved.shape().subShape(front.length, moved.rank());
        Shape rows = Shape.of(moved.shape().subShape(0, front.length).size()).concat(kept);
        Variable flat = Reshape.reshape(moved, rows);
        Variable others = before(flat).mul(Flip.flip(before(Flip.flip(flat, 0)), 0));
        Variable back = MoveAxis.moveaxis(Reshape.reshape(others, moved.shape()), front, reduced);
        return variables(back.mul(Reshape.reshape(gy[0], x.shape().withUnitAxes(reduced))));
    }

    /** For each row, the product of the rows before it. */
    private static Variable before(Variable x) {
        NDArray one =
                x.array().emptyLike(x.shape().withDim(0, Math.min(x.dim(0), 1))).fill(1);
        Variable shifted = Concat.concat(0, new Variable(one, false), CumProd.part(x, 0, 0, Math.max(x.dim(0) - 1, 0)));
        return CumProd.cumprod(shifted, 0);
    }
}
