package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/** What {@link ArgMax} and {@link ArgMin} share: the place of an element along an axis, or in the flattened array; no gradient. */
abstract class ArgExtremum extends FunctionNode {
    private final Integer axis;

    ArgExtremum(Integer axis) {
        this.axis = axis;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
        long count = in.shape(0).size();
        if (axis != null) {
            in.hasAxis(0, axis);
            count = in.shape(0).dim(axis);
        }
        in.expect(count > 0, "x has elements to choose from", "x.shape == " + in.shape(0));
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray x = axis == null ? in[0].flatten() : in[0];
        int along = axis == null ? 0 : x.shape().axis(axis);
        Shape rest = x.shape().withoutAxes(along);
        NDArray y = x.emptyLike(DType.INT32, rest);
        find(x, along, y);
        return arrays(y);
    }

    abstract void find(NDArray x, int along, NDArray y);
}
