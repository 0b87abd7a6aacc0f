package org.chainer.functions.pooling;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * Upsampling with the indices of a max pooling: each element is put to its index within its window, all else is zero, and windows that overlap add up.
 *
 * <p>In: x (batch, channels, rows, columns) of a floating-point dtype; indices of an integer dtype and x's shape, as {@link
 * MaxPooling#maxPoolingReturnIndices} gives them. Out: (batch, channels, height, width), of the smallest size that pooling would bring to x's, or of the
 * given one. Chainer: {@code F.upsampling_2d}.
 */
public final class Upsampling2D {
    private Upsampling2D() {}

    /** Upsampling from square windows that don't overlap. */
    public static Variable upsampling2d(Variable x, NDArray indexes, int ksize) {
        return upsampling2d(x, indexes, new PoolingOptions(ksize));
    }

    /**
     * Upsampling.
     *
     * @throws IllegalArgumentException if sizes don't fit the axes or the given size would not be pooled to x's, or the result would have no elements
     * @throws IndexOutOfBoundsException if an index is not inside a window
     */
    public static Variable upsampling2d(Variable x, NDArray indexes, PoolingOptions options) {
        options.without("upsampling_2d", true, false, true);
        Window window = options.window("upsampling_2d", 2);
        Variable places = new Variable(indexes, false);
        TypeCheck.of("upsampling_2d", x, places)
                .names("x", "indexes")
                .floating(0)
                .integer(1)
                .rank(0, 4)
                .sameShape(0, 1);
        Shape shape = window.unpooled("upsampling_2d", x.shape(), options.outsize(), options.coversAll(true));
        checkInside(indexes, window.size());
        return PooledScatter.apply(x, places, window, shape);
    }

    private static void checkInside(NDArray indexes, long size) {
        if (indexes.size() > 0) {
            for (NDArray extreme : new NDArray[] {indexes.min(), indexes.max()}) {
                if (extreme.item() < 0 || extreme.item() >= size) {
                    throw new IndexOutOfBoundsException("upsampling_2d: index " + (long) extreme.item()
                            + " is outside a window of " + size + " elements");
                }
            }
        }
    }
}
