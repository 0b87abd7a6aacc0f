package org.chainer.functions.connection;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.chainer.Batchable;
import org.chainer.DeferredGradient;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.backend.Memory;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Fully connected layer: {@code y = x·Wᵀ + b}.
 *
 * <p>In: x (batch, in), W (out, in), optionally b (out), of one floating-point dtype. Out: (batch, out). Chainer: {@code F.linear}.
 */
public final class Linear extends FunctionNode implements Batchable {
    /** Products with so many rows use the processor well; together they are done up to this number of rows. */
    private static final long ENOUGH_ROWS = 1024;

    /** With a smaller matrix, waiting costs more than it gains. */
    private static final long LEAST_ELEMENTS = 1 << 14;

    private Linear() {
        retainInputs(0, 1);
    }

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

    /**
     * Applies a layer without bias and adds its output to another array, in one product: {@code y = x·Wᵀ + z}.
     *
     * @param x (batch, in)
     * @param w (out, in)
     * @param z (batch, out)
     */
    public static Variable linearOnto(Variable x, Variable w, Variable z) {
        return new LinearOnto().applySingle(x, w, z);
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
        NDArray y = in[0].emptyLike(Shape.of(in[0].dim(0), in[1].dim(0)));
        in[0].device().linalg().linear(in[0], in[1], in.length == 3 ? in[2] : null, y);
        return arrays(y);
    }

    @Override
    public Shape deferredShape(Variable[] in) {
        boolean waits = !in[0].isDeferred()
                && !in[1].isDeferred()
                && in[1].creator() == null
                && in[0].device().isHost()
                && in[1].size() >= LEAST_ELEMENTS
                && in[0].size() > 0
                && mostTogether(in[0].dim(0)) > 1;
        return waits ? Shape.of(in[0].dim(0), in[1].dim(0)) : null;
    }

    private static int mostTogether(long rows) {
        return (int) Math.min(ENOUGH_ROWS / rows, 256);
    }

    @Override
    public int mostTogether(NDArray[] in) {
        return mostTogether(in[0].dim(0));
    }

    @Override
    public Object batchKey(NDArray[] in) {
        return new Weights(in);
    }

    @Override
    public NDArray[] forwardTogether(List<NDArray[]> inputs) {
        NDArray[] first = inputs.get(0);
        NDArray x = NDArrays.concatenate(inputs.stream().map(in -> in[0]).toList(), 0);
        NDArray y = x.emptyLike(Shape.of(x.dim(0), first[1].dim(0)));
        x.device().linalg().linear(x, first[1], first.length == 3 ? first[2] : null, y);
        return split(y, inputs.stream().map(in -> in[0]).toList());
    }

    /** The rows of an array that belong to each of these ones. */
    private static NDArray[] split(NDArray all, List<NDArray> parts) {
        NDArray[] rows = new NDArray[parts.size()];
        long start = 0;
        for (int i = 0; i < rows.length; i++) {
            long end = start + parts.get(i).dim(0);
            rows[i] = all.slice(0, start, end);
            start = end;
        }
        return rows;
    }

    @Override
    public Variable[][] backwardTogether(int[] wanted, List<? extends FunctionNode> functions, List<NDArray> gy) {
        Variable[][] gx = new Variable[functions.size()][wanted.length];
        List<NDArray> x = new ArrayList<>();
        for (FunctionNode function : functions) {
            x.add(((Linear) function).inputData(0));
        }
        NDArray allGy = NDArrays.concatenate(gy, 0);
        for (int i = 0; i < wanted.length; i++) {
            switch (wanted[i]) {
                case 0 -> {
                    NDArray all =
                            allGy.emptyLike(Shape.of(allGy.dim(0), inputShape(1).dim(1)));
                    all.device().linalg().gemm(allGy, false, inputData(1), false, 1, 0, all);
                    NDArray[] rows = split(all, x);
                    for (int f = 0; f < rows.length; f++) {
                        gx[f][i] = new Variable(rows[f], false);
                    }
                }
                case 1 -> gx[0][i] = deferred(new WeightGradient(inputShape(1), NDArrays.concatenate(x, 0), allGy));
                default -> gx[0][i] = new Variable(allGy.sum(0), false);
            }
        }
        return gx;
    }

    /** Matrix and bias of a product, without keeping them. */
    private static final class Weights {
        private final WeakReference<Memory> memory;
        private final WeakReference<Memory> biasMemory;
        private final List<Object> geometry;

        Weights(NDArray[] in) {
            NDArray b = in.length == 3 ? in[2] : null;
            memory = new WeakReference<>(in[1].memory());
            biasMemory = b == null ? null : new WeakReference<>(b.memory());
            geometry = List.of(
                    in[0].dtype(),
                    in[1].shape(),
                    in[1].offset(),
                    in[1].stride(0),
                    in[1].stride(1),
                    b == null ? -1 : b.offset(),
                    b == null ? -1 : b.stride(0));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Weights that
                    && that.geometry.equals(geometry)
                    && memory.refersTo(that.memory.get())
                    && (biasMemory == null
                            ? that.biasMemory == null
                            : that.biasMemory != null && biasMemory.refersTo(that.biasMemory.get()));
        }

        @Override
        public int hashCode() {
            return geometry.hashCode();
        }
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
    static final class WeightGradient extends DeferredGradient {
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
