package org.chainer.functions.evaluation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Share of elements whose score is on the right side of 0: {@code y ≥ 0} where the label is 1, {@code y < 0} where it is 0. Elements whose label is −1
 * count nothing; if none counts, the share is 0. No gradient.
 *
 * <p>In: y of a floating-point dtype; t of an integer dtype and y's shape. Out: a number of y's dtype. Chainer: {@code F.binary_accuracy}.
 */
public final class BinaryAccuracy extends FunctionNode {
    private BinaryAccuracy() {}

    /** Share of right answers. */
    public static Variable binaryAccuracy(Variable y, Variable t) {
        return new BinaryAccuracy().applySingle(y, t);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("y", "t").count(2).floating(0).integer(1).sameShape(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return tidy(() -> {
            NDArray positive = in[0].apply(BinaryOp.GREATER_EQUAL, 0).astype(in[1].dtype());
            double right = positive.apply(BinaryOp.EQUAL, in[1]).sum().item();
            double counted = in[1].apply(BinaryOp.NOT_EQUAL, -1).sum().item();
            return arrays(in[0].emptyLike(Shape.of()).fill(right / Math.max(counted, 1)));
        });
    }
}
