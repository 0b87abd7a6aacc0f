package org.chainer.functions.pooling;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * Spatial pyramid pooling: {@code y = max x} over the windows of a max pooling with a grid of 1×1, 2×2, 4×4 … cells that covers the whole plane, all joined to one vector of a length that does
 * not depend on the plane's size.
 *
 * <p>In: x (batch, channels, height, width) of a floating-point dtype. Out: (batch, channels·(4ᵖ − 1)/3, 1, 1) for a pyramid of height p. Chainer: {@code
 * F.spatial_pyramid_pooling_2d}.
 *
 * @see <a href="https://arxiv.org/abs/1406.4729">He et al., Spatial pyramid pooling in deep convolutional networks for visual recognition, 2014</a>
 */
public final class SpatialPyramidPooling2D {
    private SpatialPyramidPooling2D() {}

    /** Level 31 would have 2³¹ cells along an axis. */
    private static final int MOST_LEVELS = 31;

    /** Pyramid pooling with max pooling. */
    public static Variable spatialPyramidPooling2d(Variable x, int pyramidHeight) {
        return spatialPyramidPooling2d(x, pyramidHeight, "max");
    }

    /**
     * Pyramid pooling.
     *
     * @param pyramidHeight number of levels, 1 to 31
     * @param pooling {@code max}, the only kind that there is
     * @throws IllegalArgumentException if there is no such kind, or no level, or too many
     */
    public static Variable spatialPyramidPooling2d(Variable x, int pyramidHeight, String pooling) {
        if (!pooling.equals("max")) {
            throw new IllegalArgumentException(
                    "spatial_pyramid_pooling_2d: pooling must be 'max', not '" + pooling + "'");
        }
        if (pyramidHeight < 1 || pyramidHeight > MOST_LEVELS) {
            throw new IllegalArgumentException("spatial_pyramid_pooling_2d: pyramid_height is " + pyramidHeight
                    + ", expected at least 1 and at most " + MOST_LEVELS);
        }
        TypeCheck.of("spatial_pyramid_pooling_2d", x).names("x").floating(0).rank(0, 4);
        Variable[] levels = new Variable[pyramidHeight];
        for (int level = 0; level < pyramidHeight; level++) {
            int cells = 1 << level;
            int[] ksize = new int[2];
            int[] pad = new int[2];
            for (int axis = 0; axis < 2; axis++) {
                long length = x.dim(axis + 2);
                ksize[axis] = Math.toIntExact((length + cells - 1) / cells);
                pad[axis] = Math.toIntExact(((long) ksize[axis] * cells - length) / 2);
            }
            Variable y = MaxPooling.maxPooling2d(x, new PoolingOptions(ksize).pad(pad));
            Shape shape = y.shape();
            levels[level] =
                    Reshape.reshape(y, Shape.of(shape.dim(0), shape.dim(1) * shape.dim(2) * shape.dim(3), 1, 1));
        }
        return Concat.concat(1, levels);
    }
}
