package org.chainer.functions.pooling;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Max pooling: the greatest element of each window, over any number of spatial axes. The margin never is the greatest.
 *
 * <p>In: x (batch, channels, spatial…) of a floating-point dtype. Out: (batch, channels, windows…). With {@code coverAll}, the default, every element is
 * in a window, so that the last one may reach beyond x. Chainer: {@code F.max_pooling_nd}, {@code F.max_pooling_1d}, {@code F.max_pooling_2d}, {@code
 * F.max_pooling_3d}.
 */
public final class MaxPooling extends FunctionNode {
    private final Window window;
    private final boolean coverAll;
    private final boolean returnIndices;
    private NDArray indices;

    private MaxPooling(Window window, boolean coverAll, boolean returnIndices) {
        this.window = window;
        this.coverAll = coverAll;
        this.returnIndices = returnIndices;
    }

    /**
     * The result together with the places of the greatest elements.
     *
     * @param y the greatest elements
     * @param indices int32 of y's shape: flat index of each within its window, for {@link Upsampling2D}
     */
    public record WithIndices(Variable y, NDArray indices) {}

    /** Max pooling over one spatial axis. */
    public static Variable maxPooling1d(Variable x, int ksize) {
        return maxPooling1d(x, new PoolingOptions(ksize));
    }

    /** Max pooling over one spatial axis. */
    public static Variable maxPooling1d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("max_pooling_1d", x.shape(), 1);
        return maxPoolingNd(x, options);
    }

    /** Max pooling over two spatial axes. */
    public static Variable maxPooling2d(Variable x, int ksize) {
        return maxPooling2d(x, new PoolingOptions(ksize));
    }

    /** Max pooling over two spatial axes. */
    public static Variable maxPooling2d(Variable x, int ksize, int stride, int pad) {
        return maxPooling2d(x, new PoolingOptions(ksize).stride(stride).pad(pad));
    }

    /** Max pooling over two spatial axes. */
    public static Variable maxPooling2d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("max_pooling_2d", x.shape(), 2);
        return maxPoolingNd(x, options);
    }

    /** Max pooling over three spatial axes. */
    public static Variable maxPooling3d(Variable x, int ksize) {
        return maxPooling3d(x, new PoolingOptions(ksize));
    }

    /** Max pooling over three spatial axes. */
    public static Variable maxPooling3d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("max_pooling_3d", x.shape(), 3);
        return maxPoolingNd(x, options);
    }

    /** Max pooling over all spatial axes. */
    public static Variable maxPoolingNd(Variable x, int ksize) {
        return maxPoolingNd(x, new PoolingOptions(ksize));
    }

    /**
     * Max pooling over all spatial axes.
     *
     * @throws IllegalArgumentException if sizes don't fit the axes, or the result would have no elements
     */
    public static Variable maxPoolingNd(Variable x, PoolingOptions options) {
        return function(x, options, false).applySingle(x);
    }

    /** Max pooling over all spatial axes that also returns indices: Chainer's {@code return_indices=True}. */
    public static WithIndices maxPoolingReturnIndices(Variable x, PoolingOptions options) {
        MaxPooling function = function(x, options, true);
        Variable y = function.applySingle(x);
        return new WithIndices(y, function.indices);
    }

    private static MaxPooling function(Variable x, PoolingOptions options, boolean returnIndices) {
        options.without("max_pooling", true, false, false);
        Window window = options.window("max_pooling", Conv.spatialAxes("max_pooling", x.shape()));
        return new MaxPooling(window, options.coversAll(true), returnIndices);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        window.check(in);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        Shape shape = window.pooled("max_pooling", in[0].shape(), coverAll);
        NDArray y = in[0].emptyLike(shape);
        indices = in[0].emptyLike(DType.INT32, shape);
        if (!returnIndices) {
            keep(indices);
        }
        y.device().pooling().maxPool(in[0], window.kernel(), window.stride(), window.pad(), y, indices);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(PooledScatter.apply(gy[0], new Variable(indices, false), window, inputShape(0)));
    }
}
