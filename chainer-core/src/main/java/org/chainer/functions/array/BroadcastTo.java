package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.math.SumTo;
import org.chainer.utils.TypeCheck;

/**
 * An array repeated along axes of length 1 and new leading axes, as NumPy broadcasts: {@code y[…, i, …] = x[…, 0, …]}.
 *
 * <p>In: one array. Out: a view of the shape asked for, of the same dtype. Chainer: {@code F.broadcast_to}.
 */
public final class BroadcastTo extends FunctionNode {
    private final Shape shape;

    private BroadcastTo(Shape shape) {
        this.shape = shape;
    }

    /** An array broadcast to a shape. */
    public static Variable broadcastTo(Variable x, Shape shape) {
        return x.shape().equals(shape) ? x : new BroadcastTo(shape).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        boolean fits = shape.rank() >= in.shape(0).rank();
        for (int i = 1; fits && i <= in.shape(0).rank(); i++) {
            fits = in.shape(0).dim(-i) == 1 || in.shape(0).dim(-i) == shape.dim(-i);
        }
        in.names("x")
                .count(1)
                .expect(
                        fits,
                        "x.shape can be broadcast to " + shape,
                        in.shape(0).toString());
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].broadcastTo(shape));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(SumTo.sumTo(gy[0], inputShape(0)));
    }
}
