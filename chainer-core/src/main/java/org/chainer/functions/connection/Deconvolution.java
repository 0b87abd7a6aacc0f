package org.chainer.functions.connection;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Deconvolution (transposed convolution) over any number of spatial axes: the gradient of a {@link Convolution} to its input, {@code y[n, c, p·stride +
 * k·dilate − pad] = Σ W[o, c, k]·x[n, o, p] + b[c]}.
 *
 * <p>In: x (batch, in, spatial…), W (in, out/groups, kernel…), optionally b (out), of one floating-point dtype. Out: (batch, out, size…), with {@code
 * stride·(size − 1) + dilate·(k − 1) + 1 − 2·pad} elements along an axis, or of the given size. Chainer: {@code F.deconvolution_nd}, {@code
 * F.deconvolution_1d}, {@code F.deconvolution_2d}, {@code F.deconvolution_3d}.
 */
public final class Deconvolution extends FunctionNode {
    private final Kernel kernel;
    private final long[] outsize;
    private final Shape spatial;

    /** @param spatial size of the result, or null for that which follows from outsize */
    private Deconvolution(Kernel kernel, long[] outsize, Shape spatial) {
        this.kernel = kernel;
        this.outsize = outsize;
        this.spatial = spatial;
    }

    /**
     * Deconvolution over one spatial axis.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution1d(Variable x, Variable w, Variable b) {
        return deconvolution1d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Deconvolution over one spatial axis.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution1d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        Conv.expectSpatialAxes("deconvolution_1d", x.shape(), 1);
        return deconvolutionNd(x, w, b, options);
    }

    /**
     * Deconvolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution2d(Variable x, Variable w, Variable b) {
        return deconvolution2d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Deconvolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution2d(Variable x, Variable w, Variable b, int stride, int pad) {
        return deconvolution2d(x, w, b, new ConvolutionOptions().stride(stride).pad(pad));
    }

    /**
     * Deconvolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        Conv.expectSpatialAxes("deconvolution_2d", x.shape(), 2);
        return deconvolutionNd(x, w, b, options);
    }

    /**
     * Deconvolution over three spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution3d(Variable x, Variable w, Variable b) {
        return deconvolution3d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Deconvolution over three spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable deconvolution3d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        Conv.expectSpatialAxes("deconvolution_3d", x.shape(), 3);
        return deconvolutionNd(x, w, b, options);
    }

    /**
     * Deconvolution over all spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable deconvolutionNd(Variable x, Variable w, Variable b) {
        return deconvolutionNd(x, w, b, new ConvolutionOptions());
    }

    /**
     * Deconvolution over all spatial axes.
     *
     * @param b bias, or null
     * @throws IllegalArgumentException if sizes don't fit the axes, no convolution would bring the given size to x's, or the result would have no elements
     */
    public static Variable deconvolutionNd(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        if (options.coversAll()) {
            throw new IllegalArgumentException("deconvolution has no option cover_all");
        }
        Kernel kernel = options.kernel("deconvolution", Conv.spatialAxes("deconvolution", x.shape()));
        Deconvolution function = new Deconvolution(kernel, options.outsize(), null);
        return b == null ? function.applySingle(x, w) : function.applySingle(x, w, b);
    }

    /** A deconvolution whose result has the given spatial size. */
    static Variable apply(Variable x, Variable w, Kernel kernel, Shape spatial) {
        return new Deconvolution(kernel, null, spatial).applySingle(x, w);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        kernel.check(in);
        in.sameDim(0, 1, 1, 0);
        if (in.size() == 3) {
            in.dim(2, 0, in.shape(1).dim(1) * kernel.groups());
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        NDArray x = in[0];
        NDArray w = in[1];
        Shape shape = spatial == null
                ? kernel.deconvolved("deconvolution", x.shape(), w.shape(), outsize)
                : Shape.of(x.dim(0), w.dim(1) * kernel.groups()).concat(spatial);
        NDArray y = x.emptyLike(shape);
        x.device()
                .convolution()
                .convolveGradInput(
                        x,
                        w,
                        in.length == 3 ? in[2] : null,
                        kernel.stride(),
                        kernel.pad(),
                        kernel.dilate(),
                        kernel.groups(),
                        y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Shape x = inputShape(0);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = switch (wanted[i]) {
                case 0 -> Convolution.apply(gy[0], retainedInput(1), kernel, x.subShape(2, x.rank()));
                case 1 -> ConvolutionGradW.apply(gy[0], retainedInput(0), kernel, inputShape(1));
                default -> Convolution.biasGradient(gy[0]);
            };
        }
        return gx;
    }
}
