package org.chainer.functions.pooling;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Average pooling: the mean of each window, over any number of spatial axes. The margin counts as zeros, or not at all ({@link
 * PoolingOptions#ignorePad()}).
 *
 * <p>In: x (batch, channels, spatial…) of a floating-point dtype. Out: (batch, channels, windows…). All windows are inside x with its margin. Chainer:
 * {@code F.average_pooling_nd}, {@code F.average_pooling_1d}, {@code F.average_pooling_2d}, {@code F.average_pooling_3d}.
 */
public final class AveragePooling extends FunctionNode {
    private final Window window;
    private final boolean ignorePad;

    private AveragePooling(Window window, boolean ignorePad) {
        this.window = window;
        this.ignorePad = ignorePad;
    }

    /** Average pooling over one spatial axis. */
    public static Variable averagePooling1d(Variable x, int ksize) {
        return averagePooling1d(x, new PoolingOptions(ksize));
    }

    /** Average pooling over one spatial axis. */
    public static Variable averagePooling1d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("average_pooling_1d", x.shape(), 1);
        return averagePoolingNd(x, options);
    }

    /** Average pooling over two spatial axes. */
    public static Variable averagePooling2d(Variable x, int ksize) {
        return averagePooling2d(x, new PoolingOptions(ksize));
    }

    /** Average pooling over two spatial axes. */
    public static Variable averagePooling2d(Variable x, int ksize, int stride, int pad) {
        return averagePooling2d(x, new PoolingOptions(ksize).stride(stride).pad(pad));
    }

    /** Average pooling over two spatial axes. */
    public static Variable averagePooling2d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("average_pooling_2d", x.shape(), 2);
        return averagePoolingNd(x, options);
    }

    /** Average pooling over three spatial axes. */
    public static Variable averagePooling3d(Variable x, int ksize) {
        return averagePooling3d(x, new PoolingOptions(ksize));
    }

    /** Average pooling over three spatial axes. */
    public static Variable averagePooling3d(Variable x, PoolingOptions options) {
        Conv.expectSpatialAxes("average_pooling_3d", x.shape(), 3);
        return averagePoolingNd(x, options);
    }

    /** Average pooling over all spatial axes. */
    public static Variable averagePoolingNd(Variable x, int ksize) {
        return averagePoolingNd(x, new PoolingOptions(ksize));
    }

    /**
     * Average pooling over all spatial axes.
     *
     * @throws IllegalArgumentException if sizes don't fit the axes, the result would have no elements, or coverAll is asked for
     */
    public static Variable averagePoolingNd(Variable x, PoolingOptions options) {
        options.without("average_pooling", false, true, false);
        Window window = options.window("average_pooling", Conv.spatialAxes("average_pooling", x.shape()));
        return new AveragePooling(window, options.isPadIgnored()).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        window.check(in);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray y = in[0].emptyLike(window.pooled("average_pooling", in[0].shape(), false));
        y.device().pooling().averagePool(in[0], window.kernel(), window.stride(), window.pad(), ignorePad, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new AveragePoolingGrad(window, ignorePad, inputShape(0)).applySingle(gy[0]));
    }

    /** Spreads each element over its window in equal shares; its own gradient is average pooling. */
    private static final class AveragePoolingGrad extends FunctionNode {
        private final Window window;
        private final boolean ignorePad;
        private final Shape shape;

        AveragePoolingGrad(Window window, boolean ignorePad, Shape shape) {
            this.window = window;
            this.ignorePad = ignorePad;
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            NDArray gx = in[0].emptyLike(shape);
            gx.device().pooling().averagePoolGrad(in[0], window.kernel(), window.stride(), window.pad(), ignorePad, gx);
            return arrays(gx);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggx) {
            return variables(new AveragePooling(window, ignorePad).applySingle(ggx[0]));
        }
    }
}
