package org.chainer.functions.array;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.functions.math.MatMul;
import org.chainer.utils.TypeCheck;

/**
 * Places from which an affine map takes the elements of an image: {@code (u, v) = θ·(x, y, 1)} for each place (x, y) of the output. Coordinates go from −1
 * (left, top) to 1 (right, bottom).
 *
 * <p>In: theta (batch, 2, 3), floating-point numbers. Out: (batch, 2, height, width), u first, for {@link SpatialTransformerSampler}. Chainer: {@code
 * F.spatial_transformer_grid}.
 *
 * @see <a href="https://arxiv.org/abs/1506.02025">Jaderberg et al., Spatial Transformer Networks, 2015</a>
 */
public final class SpatialTransformerGrid {
    private SpatialTransformerGrid() {}

    /**
     * Places for an output of that height and width.
     *
     * @throws IllegalArgumentException if outputShape is not two positive numbers
     */
    public static Variable spatialTransformerGrid(Variable theta, int... outputShape) {
        if (outputShape.length != 2 || outputShape[0] < 1 || outputShape[1] < 1) {
            throw new IllegalArgumentException("spatial_transformer_grid: output_shape is "
                    + java.util.Arrays.toString(outputShape) + ", expected height and width");
        }
        TypeCheck.of("spatial_transformer_grid", theta)
                .names("theta")
                .floating(0)
                .rank(0, 3)
                .dim(0, 1, 2)
                .dim(0, 2, 3);
        long height = outputShape[0];
        long width = outputShape[1];
        NDArray coordinates = coordinates(theta.device(), theta.dtype(), height, width);
        Variable grid = MatMul.matmul(theta, new Variable(coordinates, false));
        return Reshape.reshape(grid, theta.dim(0), 2, height, width);
    }

    /** x, y and 1 for each place: (3, height·width). */
    private static NDArray coordinates(Device device, DType dtype, long height, long width) {
        try (DeviceScope scope = device.use()) {
            Shape shape = Shape.of(height, width);
            NDArray result = NDArray.ones(dtype, 3, height, width);
            result.set(NDArrays.linspace(-1, 1, width, dtype).broadcastTo(shape), Slice.at(0));
            result.set(
                    NDArrays.linspace(-1, 1, height, dtype).reshape(height, 1).broadcastTo(shape), Slice.at(1));
            return result.reshape(3, height * width);
        }
    }
}
