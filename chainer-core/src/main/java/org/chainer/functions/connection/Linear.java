package org.chainer.functions.connection;

import java.util.List;
import org.chainer.DeferredGradient;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Fully connected layer: {@code y = x·Wᵀ + b}.
 *
 * <p>In: x (batch, in), W (out, in), optionally b (out), of one floating-point dtype. Out: (batch, out). Chainer: {@code F.linear}.
 */
public final class Linear extends FunctionNode {
    private Linear() {}

    /**
     * Applies the layer.
     *
     * @param b bias, or null
     */
    public static Variable linear(Variable x, Variable w, Variable b) {
        return linear(x, w, b, 1);
    }

    /**
     * Applies the layer to the last axes of an array.
     *
     * @param b bias, or null
     * @param nBatchAxes number of leading axes that are batch axes; the others are flattened to one
     * @throws IllegalArgumentException if there are fewer than two axes beside the batch, or nBatchAxes is not positive
     */
    public static Variable linear(Variable x, Variable w, Variable b, int nBatchAxes) {
        if (nBatchAxes < 1 || nBatchAxes >= Math.max(x.rank(), 2)) {
            throw new IllegalArgumentException("linear: n_batch_axes is " + nBatchAxes + ", expected 1 to "
                    + Math.max(x.rank() - 1, 1) + " for x of shape " + x.shape());
        }
        Shape batch = x.shape().subShape(0, nBatchAxes);
        Variable flat = x;
        if (nBatchAxes > 1) {
            flat = Reshape.reshape(
                    x, batch.size(), x.shape().subShape(nBatchAxes, x.rank()).size());
        } else if (x.rank() > 2) {
            flat = Reshape.reshape(x, x.dim(0), x.size() == 0 ? w.dim(1) : -1);
        }
        Variable y = b == null ? new Linear().applySingle(flat, w) : new Linear().applySingle(flat, w, b);
        return nBatchAxes > 1 ? Reshape.reshape(y, batch.concat(Shape.of(y.dim(1)))) : y;
    }

    @Override
    public String label() {
        return "LinearFunction";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "W", "b")
                .count(2, 3)
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 2)
                .rank(1, 2)
                .sameDim(0, 1, 1, 1);
        if (in.size() == 3) {
            in.sameDType(0, 2).rank(2, 1).sameDim(2, 0, 1, 0);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        NDArray y = in[0].emptyLike(Shape.of(in[0].dim(0), in[1].dim(0)));
        in[0].device().linalg().linear(in[0], in[1], in.length == 3 ? in[2] : null, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = switch (wanted[i]) {
                case 0 -> MatMul.matmul(gy[0], retainedInput(1));
                case 1 ->
                    mayDefer()
                            ? deferred(new WeightGradient(inputShape(1), inputData(0), gy[0].array()))
                            : MatMul.matmul(gy[0], retainedInput(0), true, false);
                default -> Sum.sum(gy[0], 0);
            };
        }
        return gx;
    }

    /** {@code gW = Σ gyᵀ·x}: one product over the rows of all pairs. */
    private static final class WeightGradient extends DeferredGradient {
        WeightGradient(Shape shape, NDArray x, NDArray gy) {
            super(gy.dtype(), shape, x, gy);
        }

        @Override
        protected void accumulate(List<NDArray> x, List<NDArray> gy, NDArray gradient, boolean overwrite) {
            NDArray allX = x.size() == 1 ? x.get(0) : NDArrays.concatenate(x, 0);
            NDArray allGy = gy.size() == 1 ? gy.get(0) : NDArrays.concatenate(gy, 0);
            gradient.device().linalg().gemm(allGy, true, allX, false, 1, overwrite ? 0 : 1, gradient);
            if (x.size() > 1) {
                allX.close();
                allGy.close();
            }
        }
    }
}
