package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** What the functions of two broadcast arrays of one dtype share. */
abstract class BinaryFunction extends FunctionNode {
    private final BinaryOp op;

    BinaryFunction(BinaryOp op) {
        this.op = op;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("lhs", "rhs").count(2).sameDType(0, 1).broadcastable(0, 1);
    }

    /** For subclasses that are {@link org.chainer.Deferrable}: numbers wait for numbers that wait. */
    public final Shape deferredShape(Variable[] in) {
        boolean numbers = in[0].rank() == 0 && in[1].rank() == 0;
        return numbers && (in[0].isDeferred() || in[1].isDeferred()) ? Shape.of() : null;
    }

    /** Computes the operation on the broadcast inputs. */
    final NDArray compute(NDArray[] in) {
        Shape shape =
                in[0].shape().equals(in[1].shape()) ? in[0].shape() : Shape.broadcast(in[0].shape(), in[1].shape());
        NDArray y = in[0].emptyLike(shape);
        in[0].device().elementwise().binary(op, in[0].broadcastTo(shape), in[1].broadcastTo(shape), y);
        return y;
    }
}
