package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * A view of an array's memory with any shape and strides: {@code y[i, j, …] = memory[offset + i·strides[0] + j·strides[1] + …]}. Where several elements of the view are one element of x, x gets the sum of their gradients.
 *
 * <p>In: one array. Out: a view of the same memory, so its content depends on how x lies there; make x contiguous if in doubt. Chainer: {@code
 * F.as_strided}.
 */
public final class AsStrided extends FunctionNode {
    private final Shape shape;
    private final long[] strides;
    private final Long storageOffset;
    private long[] inputStrides;
    private long inputOffset;
    private long elements;

    private AsStrided(Shape shape, long[] strides, Long storageOffset) {
        this.shape = shape;
        this.strides = strides.clone();
        this.storageOffset = storageOffset;
    }

    /** A view that starts where x starts. */
    public static Variable asStrided(Variable x, Shape shape, long[] strides) {
        return new AsStrided(shape, strides, null).applySingle(x);
    }

    /**
     * A view.
     *
     * @param strides distances between neighbours along each axis, in elements
     * @param storageOffset place of the first element in x's memory, in elements
     * @throws IllegalArgumentException if the view reaches outside x's memory
     */
    public static Variable asStrided(Variable x, Shape shape, long[] strides, long storageOffset) {
        return new AsStrided(shape, strides, storageOffset).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x")
                .count(1)
                .expect(
                        strides.length == shape.rank(),
                        "len(strides) == len(shape)",
                        strides.length + " != " + shape.rank());
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray x = in[0];
        inputStrides = x.strides();
        inputOffset = x.offset();
        elements = x.memory().bytes() / x.dtype().bytes();
        return arrays(x.asStrided(shape, strides, start()));
    }

    private long start() {
        return storageOffset == null ? inputOffset : storageOffset;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray gradient = gy[0].array();
        NDArray places;
        try (DeviceScope scope = gradient.device().use()) {
            places = NDArrays.arange(elements);
        }
        NDArray input = places.asStrided(inputShape(0), inputStrides, inputOffset);
        NDArray view = places.asStrided(shape, strides, start());
        // Elements of x that share a place share its gradient.
        NDArray count = gradient.emptyLike(Shape.of(elements)).fill(0);
        count.addAt(gradient.emptyLike(Shape.of(input.size())).fill(1), Slice.indices(input.flatten()));
        Variable share = new Variable(count.take(input, 0).apply(UnaryOp.RECIPROCAL), false);
        return variables(new Spread(input, view).applySingle(gy[0]).mul(share));
    }

    /** Adds elements up at their places in a memory of zeros, and reads the memory at other places. */
    private static final class Spread extends FunctionNode {
        private final NDArray to;
        private final NDArray from;

        Spread(NDArray to, NDArray from) {
            this.to = to;
            this.from = from;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            NDArray memory = in[0].emptyLike(
                            Shape.of(to.memory().bytes() / to.dtype().bytes()))
                    .fill(0);
            memory.addAt(in[0].flatten(), Slice.indices(from.flatten()));
            return arrays(memory.take(to, 0));
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            return variables(new Spread(from, to).applySingle(gy[0]));
        }
    }
}
