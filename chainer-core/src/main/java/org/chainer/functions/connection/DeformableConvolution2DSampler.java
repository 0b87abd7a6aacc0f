package org.chainer.functions.connection;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Pad;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.SpatialTransformerSampler;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.math.MatMul;
import org.chainer.utils.TypeCheck;

/**
 * Deformable convolution, {@code y[o, p] = b[o] + Σ W[o, c, k]·x[c, p + k + offset[k, p]]}: a convolution whose kernel's elements are moved, each at each place, by offsets; x is sampled between its elements by bilinear
 * interpolation.
 *
 * <p>In: x (batch, in, height, width), offset (batch, 2·kh·kw, rows, columns): horizontal offsets, then vertical ones, of the kernel's elements; W (out,
 * in, kh, kw), optionally b (out), of one floating-point dtype. Out: (batch, out, rows, columns). It can be differentiated once. Chainer: {@code
 * F.deformable_convolution_2d_sampler}.
 *
 * @see <a href="https://arxiv.org/abs/1703.06211">Dai et al., Deformable convolutional networks, 2017</a>
 */
public final class DeformableConvolution2DSampler {
    private static final String NAME = "deformable_convolution_2d_sampler";

    private DeformableConvolution2DSampler() {}

    /**
     * Deformable convolution with stride 1 and no margin.
     *
     * @param b bias, or null
     */
    public static Variable deformableConvolution2dSampler(Variable x, Variable offset, Variable w, Variable b) {
        return deformableConvolution2dSampler(x, offset, w, b, new ConvolutionOptions());
    }

    /**
     * Deformable convolution.
     *
     * @param b bias, or null
     * @param options stride and pad
     */
    public static Variable deformableConvolution2dSampler(
            Variable x, Variable offset, Variable w, Variable b, ConvolutionOptions options) {
        TypeCheck.of(NAME, x, offset, w)
                .names("x", "offset", "W")
                .floating(0)
                .sameDType(0, 1, 2)
                .rank(0, 4)
                .rank(1, 4)
                .rank(2, 4)
                .sameDim(0, 0, 1, 0)
                .sameDim(0, 1, 2, 1)
                .dim(1, 1, 2 * w.dim(2) * w.dim(3));
        if (b != null) {
            TypeCheck.of(NAME, w, b).names("W", "b").sameDType(0, 1).rank(1, 1).sameDim(1, 0, 0, 0);
        }
        Kernel kernel = options.kernel(NAME, 2);
        int[] pad = kernel.pad();
        Variable padded = Pad.pad(x, new int[][] {{0, 0}, {0, 0}, {pad[0], pad[0]}, {pad[1], pad[1]}}, "constant");
        long elements = w.dim(2) * w.dim(3);
        long places = offset.dim(2) * offset.dim(3);
        Variable grid = Reshape.reshape(
                Concat.concat(
                        1,
                        coordinates(offset, w.shape(), 3, kernel.stride()[1], padded.dim(3)),
                        coordinates(offset, w.shape(), 2, kernel.stride()[0], padded.dim(2))),
                x.dim(0),
                2,
                elements,
                places);
        Variable samples = SpatialTransformerSampler.spatialTransformerSampler(padded, grid);
        Variable rows =
                Reshape.reshape(Transpose.transpose(samples, 0, 3, 1, 2), x.dim(0) * places, x.dim(1) * elements);
        Variable product = MatMul.matmul(rows, Reshape.reshape(w, w.dim(0), x.dim(1) * elements), false, true);
        Variable y = Transpose.transpose(
                Reshape.reshape(product, x.dim(0), offset.dim(2), offset.dim(3), w.dim(0)), 0, 3, 1, 2);
        return b == null ? y : y.add(Reshape.reshape(b, 1, w.dim(0), 1, 1));
    }

    /**
     * Where the kernel's elements lie along one axis, from −1 to 1.
     *
     * @param axis 2 for vertical places, 3 for horizontal ones
     * @param length of the axis
     */
    private static Variable coordinates(Variable offset, Shape w, int axis, int stride, long length) {
        long height = w.dim(2);
        long width = w.dim(3);
        Shape shape = Shape.of(1, height * width, offset.dim(2), offset.dim(3));
        NDArray regular = offset.array().emptyLike(shape);
        NDArray places = range(offset, offset.dim(axis), stride);
        NDArray elements = range(offset, w.dim(axis), 1);
        boolean vertical = axis == 2;
        regular.copyFrom(vertical ? places.reshape(1, 1, -1, 1) : places.reshape(1, 1, 1, -1));
        NDArray square = regular.reshape(1, height, width, shape.dim(2), shape.dim(3));
        square.addAssign(vertical ? elements.reshape(1, -1, 1, 1, 1) : elements.reshape(1, 1, -1, 1, 1));
        long half = height * width;
        Variable moved = offset.get(Slice.all(), vertical ? Slice.of(half, 2 * half) : Slice.of(0, half))
                .add(new Variable(regular, false));
        return moved.mul(2.0 / Math.max(length - 1, 1)).sub(1);
    }

    private static NDArray range(Variable like, long count, int step) {
        NDArray result = like.array().emptyLike(Shape.of(count));
        result.device().elementwise().range(0, step, result);
        return result;
    }
}
