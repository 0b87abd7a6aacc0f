package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.utils.TypeCheck;

/**
 * Sums over the axes along which an array was broadcast, {@code y = Σ x}: the transpose of {@link BroadcastTo}.
 *
 * <p>In: one array whose shape {@code shape} can be broadcast to. Out: that shape, of the same dtype. Chainer: {@code F.sum_to}.
 */
public final class SumTo extends FunctionNode {
    private final Shape shape;

    private SumTo(Shape shape) {
        this.shape = shape;
    }

    /** Sum over leading axes and axes of length 1 in the target shape, so that the result has that shape. */
    public static Variable sumTo(Variable x, Shape shape) {
        return x.shape().equals(shape) ? x : new SumTo(shape).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        boolean fits = true;
        int shift = in.shape(0).rank() - shape.rank();
        for (int i = 0; i < shape.rank() && shift >= 0; i++) {
            fits &= shape.dim(i) == 1 || shape.dim(i) == in.shape(0).dim(i + shift);
        }
        in.names("x")
                .count(1)
                .expect(
                        shift >= 0 && fits,
                        "x.shape can be broadcast from " + shape,
                        in.shape(0).toString());
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        int shift = in[0].rank() - shape.rank();
        int[] axes = new int[in[0].rank()];
        int n = 0;
        for (int i = 0; i < axes.length; i++) {
            if (i < shift || shape.dim(i - shift) == 1) {
                axes[n++] = i;
            }
        }
        if (n == 0) {
            return arrays(in[0]);
        }
        return arrays(in[0].reduce(ReduceOp.SUM, true, java.util.Arrays.copyOf(axes, n))
                .reshape(shape));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(BroadcastTo.broadcastTo(gy[0], inputShape(0)));
    }
}
