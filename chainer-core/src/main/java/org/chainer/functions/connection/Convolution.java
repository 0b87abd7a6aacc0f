package org.chainer.functions.connection;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.math.Sum;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Convolution (cross-correlation) over any number of spatial axes: {@code y[n, o, p] = Σ W[o, c, k]·x[n, c, p·stride + k·dilate − pad] + b[o]}, 0 outside
 * x.
 *
 * <p>In: x (batch, in, spatial…), W (out, in/groups, kernel…), optionally b (out), of one floating-point dtype. Out: (batch, out, places…), with {@code
 * ⌊(size + 2·pad − dilate·(k − 1) − 1) / stride⌋ + 1} places along an axis, rounded up with coverAll. Chainer: {@code F.convolution_nd}, {@code
 * F.convolution_1d}, {@code F.convolution_2d}, {@code F.convolution_3d}.
 */
public final class Convolution extends FunctionNode {
    private final Kernel kernel;
    private final boolean coverAll;
    private final Shape spatial;

    /** @param spatial size of the result, or null for that which follows from coverAll */
    private Convolution(Kernel kernel, boolean coverAll, Shape spatial) {
        this.kernel = kernel;
        this.coverAll = coverAll;
        this.spatial = spatial;
    }

    /**
     * Convolution over one spatial axis.
     *
     * @param b bias, or null
     */
    public static Variable convolution1d(Variable x, Variable w, Variable b) {
        return convolution1d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Convolution over one spatial axis.
     *
     * @param b bias, or null
     */
    public static Variable convolution1d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        Conv.expectSpatialAxes("convolution_1d", x.shape(), 1);
        return convolutionNd(x, w, b, options);
    }

    /**
     * Convolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable convolution2d(Variable x, Variable w, Variable b) {
        return convolution2d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Convolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable convolution2d(Variable x, Variable w, Variable b, int stride, int pad) {
        return convolution2d(x, w, b, new ConvolutionOptions().stride(stride).pad(pad));
    }

    /**
     * Convolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable convolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        Conv.expectSpatialAxes("convolution_2d", x.shape(), 2);
        return convolutionNd(x, w, b, options);
    }

    /**
     * Convolution over three spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable convolution3d(Variable x, Variable w, Variable b) {
        return convolution3d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Convolution over three spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable convolution3d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        Conv.expectSpatialAxes("convolution_3d", x.shape(), 3);
        return convolutionNd(x, w, b, options);
    }

    /**
     * Convolution over all spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable convolutionNd(Variable x, Variable w, Variable b) {
        return convolutionNd(x, w, b, new ConvolutionOptions());
    }

    /**
     * Convolution over all spatial axes.
     *
     * @param b bias, or null
     * @throws IllegalArgumentException if sizes don't fit the axes, or the result would have no elements
     */
    public static Variable convolutionNd(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        if (options.outsize() != null) {
            throw new IllegalArgumentException("convolution has no option outsize");
        }
        Kernel kernel = options.kernel("convolution", Conv.spatialAxes("convolution", x.shape()));
        Convolution function = new Convolution(kernel, options.coversAll(), null);
        return b == null ? function.applySingle(x, w) : function.applySingle(x, w, b);
    }

    /** A convolution whose result has the given spatial size. */
    static Variable apply(Variable x, Variable w, Kernel kernel, Shape spatial) {
        return new Convolution(kernel, false, spatial).applySingle(x, w);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        kernel.check(in);
        long channels = in.shape(1).dim(1) * kernel.groups();
        in.expect(
                in.shape(0).dim(1) == channels,
                "x.shape[1] == W.shape[1] * groups",
                in.shape(0).dim(1) + " != " + channels + " (shapes " + in.shape(0) + " and " + in.shape(1) + ", groups "
                        + kernel.groups() + ")");
        if (in.size() == 3) {
            in.sameDim(2, 0, 1, 0);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        NDArray x = in[0];
        NDArray w = in[1];
        Shape shape = spatial == null
                ? kernel.convolved("convolution", x.shape(), w.shape(), coverAll)
                : Shape.of(x.dim(0), w.dim(0)).concat(spatial);
        NDArray y = x.emptyLike(shape);
        x.device()
                .convolution()
                .convolve(
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
        Variable[] gx = new Variable[wanted.length];
        NDArray[] parameters = !isDoubleBackprop() && isWanted(wanted, 1) && isWanted(wanted, 2)
                ? parameterGradients(gy[0].array())
                : null;
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = switch (wanted[i]) {
                case 0 -> {
                    Shape x = inputShape(0);
                    yield Deconvolution.apply(gy[0], retainedInput(1), kernel, x.subShape(2, x.rank()));
                }
                case 1 ->
                    parameters != null
                            ? new Variable(parameters[0], false)
                            : ConvolutionGradW.apply(retainedInput(0), gy[0], kernel, inputShape(1));
                default -> parameters != null ? new Variable(parameters[1], false) : biasGradient(gy[0]);
            };
        }
        return gx;
    }

    private NDArray[] parameterGradients(NDArray gy) {
        NDArray x = inputData(0);
        NDArray gw = x.emptyLike(inputShape(1));
        NDArray gb = x.emptyLike(inputShape(2));
        x.device()
                .convolution()
                .convolveGradParameters(x, gy, kernel.stride(), kernel.pad(), kernel.dilate(), kernel.groups(), gw, gb);
        return arrays(gw, gb);
    }

    /** Sum over all axes but the channels'. */
    static Variable biasGradient(Variable gy) {
        int[] axes = new int[gy.rank() - 1];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        return Sum.sum(gy, axes);
    }
}
