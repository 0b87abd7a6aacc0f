package org.chainer.functions.pooling;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Unpooling: each element is put to all places of its window, and windows that overlap add up; over any number of spatial axes.
 *
 * <p>In: x (batch, channels, windows…) of a floating-point dtype. Out: (batch, channels, spatial…), of the smallest size that pooling would bring to x's,
 * or of the given one. {@code coverAll}, the default, is that of the pooling. Chainer: {@code F.unpooling_nd}, {@code F.unpooling_1d}, {@code
 * F.unpooling_2d}, {@code F.unpooling_3d}.
 */
public final class Unpooling extends FunctionNode {
    private final Window window;
    private final boolean coverAll;
    private final long[] outsize;

    private Unpooling(Window window, boolean coverAll, long[] outsize) {
        this.window = window;
        this.coverAll = coverAll;
        this.outsize = outsize;
    }

    /** Unpooling over one spatial axis. */
    public static Variable unpooling1d(Variable x, int ksize) {
        return unpooling1d(x, new PoolingOptions(ksize));
    }

    /** Unpooling over one spatial axis. */
    public static Variable unpooling1d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("unpooling_1d", x.shape(), 1);
        return unpoolingNd(x, options);
    }

    /** Unpooling over two spatial axes. */
    public static Variable unpooling2d(Variable x, int ksize) {
        return unpooling2d(x, new PoolingOptions(ksize));
    }

    /** Unpooling over two spatial axes. */
    public static Variable unpooling2d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("unpooling_2d", x.shape(), 2);
        return unpoolingNd(x, options);
    }

    /** Unpooling over three spatial axes. */
    public static Variable unpooling3d(Variable x, int ksize) {
        return unpooling3d(x, new PoolingOptions(ksize));
    }

    /** Unpooling over three spatial axes. */
    public static Variable unpooling3d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("unpooling_3d", x.shape(), 3);
        return unpoolingNd(x, options);
    }

    /** Unpooling over all spatial axes. */
    public static Variable unpoolingNd(Variable x, int ksize) {
        return unpoolingNd(x, new PoolingOptions(ksize));
    }

    /**
     * Unpooling over all spatial axes.
     *
     * @throws IllegalArgumentException if sizes don't fit the axes or the given size would not be pooled to x's, or the result would have no elements
     */
    public static Variable unpoolingNd(Variable x, PoolingOptions options) {
        options.without("unpooling", true, false, true);
        Window window = options.window("unpooling", Conv.spatialAxes("unpooling", x.shape()));
        return new Unpooling(window, options.coversAll(true), options.outsize()).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        window.check(in);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(spread(in[0], window, window.unpooled("unpooling", in[0].shape(), outsize, coverAll)));
    }

    /** The gradient of average pooling, times the size of a window. */
    private static NDArray spread(NDArray x, Window window, Shape shape) {
        NDArray y = x.emptyLike(shape);
        y.device().pooling().averagePoolGrad(x, window.kernel(), window.stride(), window.pad(), false, y);
        return y.mulAssign(window.size());
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new UnpoolingGrad(window, inputShape(0)).applySingle(gy[0]));
    }

    /** Sum of each window; its own gradient is unpooling. */
    private static final class UnpoolingGrad extends FunctionNode {
        private final Window window;
        private final Shape shape;

        UnpoolingGrad(Window window, Shape shape) {
            this.window = window;
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            NDArray gx = in[0].emptyLike(shape);
            gx.device().pooling().averagePool(in[0], window.kernel(), window.stride(), window.pad(), false, gx);
            return arrays(gx.mulAssign(window.size()));
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggx) {
            return variables(new Spread(window, inputShape(0)).applySingle(ggx[0]));
        }
    }

    /** Unpooling to a shape that is known. */
    private static final class Spread extends FunctionNode {
        private final Window window;
        private final Shape shape;

        Spread(Window window, Shape shape) {
            this.window = window;
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            return arrays(spread(in[0], window, shape));
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            return variables(new UnpoolingGrad(window, inputShape(0)).applySingle(gy[0]));
        }
    }
}
