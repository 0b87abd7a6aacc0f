package org.chainer.functions.array;

import java.util.Arrays;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.utils.TypeCheck;

/**
 * Images in another size, by bilinear interpolation or by the nearest element.
 *
 * <p>In: floating-point numbers (batch, channels, height, width). Out: (batch, channels, rows, columns). Chainer: {@code F.resize_images}, which takes float32
 * only.
 */
public final class ResizeImages extends FunctionNode {
    private final int[] outputShape;
    private final String mode;
    private final boolean alignCorners;

    private ResizeImages(int[] outputShape, String mode, boolean alignCorners) {
        this.outputShape = outputShape;
        this.mode = mode;
        this.alignCorners = alignCorners;
    }

    /** Bilinear interpolation, the corners of input and output at the same places. */
    public static Variable resizeImages(Variable x, int... outputShape) {
        return resizeImages(x, outputShape, "bilinear", true);
    }

    /**
     * Images in another size.
     *
     * @param outputShape height and width of the result
     * @param mode {@code bilinear} or {@code nearest}
     * @param alignCorners for bilinear interpolation: whether the centres of the corner elements of input and output are at the same places; else the
     *     elements' outer borders are
     * @throws IllegalArgumentException if mode or outputShape are wrong
     */
    public static Variable resizeImages(Variable x, int[] outputShape, String mode, boolean alignCorners) {
        if (outputShape.length != 2 || outputShape[0] < 1 || outputShape[1] < 1) {
            throw new IllegalArgumentException(
                    "resize_images: output_shape is " + Arrays.toString(outputShape) + ", expected height and width");
        }
        if (!mode.equals("bilinear") && !mode.equals("nearest")) {
            throw new IllegalArgumentException(
                    "resize_images: mode is '" + mode + "', expected 'bilinear' or 'nearest'");
        }
        return new ResizeImages(outputShape.clone(), mode, alignCorners).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).rank(0, 4);
        in.expect(
                in.shape(0).dim(2) > 0 && in.shape(0).dim(3) > 0,
                "x.shape[2] > 0 and x.shape[3] > 0",
                in.shape(0).toString());
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return tidy(() -> {
            NDArray x = in[0];
            NDArray y = x.emptyLike(Shape.of(x.dim(0), x.dim(1), outputShape[0], outputShape[1]));
            x.device().indexing().sampleBilinear(x, positions(x.device(), x.shape()), y);
            return arrays(y);
        });
    }

    /** Places of the output's elements in the image, horizontal ones first. */
    private NDArray positions(Device device, Shape image) {
        int rows = outputShape[0];
        int columns = outputShape[1];
        double[] places = new double[2 * rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                places[i * columns + j] = place(j, columns, image.dim(3));
                places[(rows + i) * columns + j] = place(i, rows, image.dim(2));
            }
        }
        NDArray positions = NDArray.empty(device, DType.FLOAT64, Shape.of(1, 2, rows, columns));
        positions.copyFrom(NDArray.of(places).reshape(positions.shape()));
        return positions.broadcastTo(Shape.of(image.dim(0), 2, rows, columns));
    }

    private double place(int index, int count, long length) {
        if (mode.equals("nearest")) {
            return Math.min(Math.floor(index * ((double) length / count)), length - 1);
        }
        if (alignCorners) {
            return count == 1 ? 0 : index * ((length - 1.0) / (count - 1));
        }
        return Math.min(Math.max((index + 0.5) * ((double) length / count) - 0.5, 0), length - 1);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new ResizeImagesGrad(inputShape(0)).applySingle(gy[0]));
    }

    /** Adds each gradient to the elements that it was interpolated from. */
    private final class ResizeImagesGrad extends FunctionNode {
        private final Shape shape;

        ResizeImagesGrad(Shape shape) {
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            return tidy(() -> {
                NDArray gx = in[0].emptyLike(shape);
                NDArray zero = in[0].emptyLike(Shape.of()).fill(0).broadcastTo(shape);
                gx.device().indexing().sampleBilinearGrad(zero, positions(gx.device(), shape), in[0], gx, null);
                return arrays(gx);
            });
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggx) {
            return variables(new ResizeImages(outputShape, mode, alignCorners).applySingle(ggx[0]));
        }
    }
}
