package org.chainer.functions.connection;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.array.Im2Col;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.math.MatMul;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Convolution with a kernel of its own at each place: {@code y[n, o, i, j] = Σ W[o, i, j, c, k, l]·x[n, c, i·sy + k, j·sx + l] + b[o, i, j]}.
 *
 * <p>In: x (batch, in, height, width), W (out, rows, columns, in, kernel height, kernel width), optionally b (out, rows, columns), of one floating-point
 * dtype. Out: (batch, out, rows, columns). Chainer: {@code F.local_convolution_2d}.
 */
public final class LocalConvolution2D {
    private LocalConvolution2D() {}

    /**
     * Convolution with stride 1.
     *
     * @param b bias, or null
     */
    public static Variable localConvolution2d(Variable x, Variable w, Variable b) {
        return localConvolution2d(x, w, b, 1);
    }

    /**
     * Convolution.
     *
     * @param b bias, or null
     * @param stride distance between places, or two of them for height and width
     * @throws IllegalArgumentException if W has more places than x has room for
     */
    public static Variable localConvolution2d(Variable x, Variable w, Variable b, int... stride) {
        String name = "local_convolution_2d";
        int[] step = Conv.perAxis(name, "stride", stride, 2, 1);
        TypeCheck.of(name, x, w)
                .names("x", "W")
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 4)
                .rank(1, 6)
                .sameDim(0, 1, 1, 3);
        if (b != null) {
            TypeCheck.of(name, w, b)
                    .names("W", "b")
                    .sameDType(0, 1)
                    .shape(1, w.shape().subShape(0, 3));
        }
        Shape shape = w.shape();
        long out = shape.dim(0);
        long rows = shape.dim(1);
        long columns = shape.dim(2);
        long features = shape.subShape(3, 6).size();
        int[] ksize = {Math.toIntExact(shape.dim(4)), Math.toIntExact(shape.dim(5))};
        Variable patches = Im2Col.im2col(x, new Im2Col.Options(ksize, step, new int[2], false, new int[] {1, 1}));
        if (patches.dim(2) < rows || patches.dim(3) < columns) {
            throw new IllegalArgumentException(name + ": W of shape " + shape + " has " + rows + " by " + columns
                    + " places, but x of shape " + x.shape() + " has room for " + patches.dim(2) + " by "
                    + patches.dim(3));
        }
        Variable used = patches.get(Slice.all(), Slice.all(), Slice.of(0, rows), Slice.of(0, columns));
        Variable left = Reshape.reshape(Transpose.transpose(used, 2, 3, 0, 1), rows * columns, x.dim(0), features);
        Variable right = Reshape.reshape(Transpose.transpose(w, 1, 2, 3, 4, 5, 0), rows * columns, features, out);
        Variable product = Reshape.reshape(MatMul.matmul(left, right), rows, columns, x.dim(0), out);
        Variable y = Transpose.transpose(product, 2, 3, 0, 1);
        return b == null ? y : y.add(b);
    }
}
