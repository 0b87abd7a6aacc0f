package org.chainer.functions.array;

import java.util.Arrays;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Patches of images as columns: {@code y[n, (c·kh + a)·kw + b, i, j] = x[n, c, i·sy − ph + a·dy, j·sx − pw + b·dx]}, 0 outside x.
 *
 * <p>In: floating-point numbers (batch, channels, height, width). Out: (batch, channels·kh·kw, rows, columns of windows). Chainer: {@code F.im2col}.
 */
public final class Im2Col extends FunctionNode {
    private final Options options;

    private Im2Col(Options options) {
        this.options = options;
    }

    /**
     * Which patches are taken; each array has two elements, for height and width.
     *
     * @param ksize size of a patch
     * @param stride step between patches
     * @param pad zeros around the image
     * @param coverAll whether patches may reach beyond the padding, so that every element is in one
     * @param dilate distance between a patch's elements
     */
    public record Options(int[] ksize, int[] stride, int[] pad, boolean coverAll, int[] dilate) {
        /** Checks lengths and values. */
        public Options {
            for (int[] pair : new int[][] {ksize, stride, pad, dilate}) {
                if (pair.length != 2) {
                    throw new IllegalArgumentException(
                            "im2col: expected two numbers for height and width, not " + Arrays.toString(pair));
                }
            }
            for (int i = 0; i < 2; i++) {
                if (ksize[i] < 1 || stride[i] < 1 || dilate[i] < 1 || pad[i] < 0) {
                    throw new IllegalArgumentException("im2col: ksize " + Arrays.toString(ksize) + ", stride "
                            + Arrays.toString(stride) + " and dilate " + Arrays.toString(dilate)
                            + " must be positive, pad " + Arrays.toString(pad) + " not negative");
                }
            }
        }
    }

    /** Square patches, one after the other. */
    public static Variable im2col(Variable x, int ksize) {
        return im2col(x, ksize, 1, 0, false, 1);
    }

    /** Square patches with the same stride, padding and dilation in both directions. */
    public static Variable im2col(Variable x, int ksize, int stride, int pad, boolean coverAll, int dilate) {
        return im2col(x, new Options(pair(ksize), pair(stride), pair(pad), coverAll, pair(dilate)));
    }

    /** Patches. */
    public static Variable im2col(Variable x, Options options) {
        return new Im2Col(options).applySingle(x);
    }

    private static int[] pair(int value) {
        return new int[] {value, value};
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).rank(0, 4);
        for (int i = 0; i < 2; i++) {
            in.expect(
                    outSize(in.shape(0), i) > 0,
                    "a patch of " + Arrays.toString(options.ksize()) + " fits into x with its padding",
                    "x.shape " + in.shape(0) + ", pad " + Arrays.toString(options.pad()));
        }
    }

    private long outSize(Shape shape, int i) {
        return Conv.getConvOutsize(
                shape.dim(2 + i),
                options.ksize()[i],
                options.stride()[i],
                options.pad()[i],
                options.coverAll(),
                options.dilate()[i]);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray x = in[0];
        long rows = outSize(x.shape(), 0);
        long columns = outSize(x.shape(), 1);
        int[] k = options.ksize();
        NDArray col = x.emptyLike(Shape.of(x.dim(0), x.dim(1), k[0], k[1], rows, columns));
        x.device().convolution().im2col(x, k, options.stride(), options.pad(), options.dilate(), 0, col);
        return arrays(col.reshape(x.dim(0), x.dim(1) * k[0] * k[1], rows, columns));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new Im2ColGrad(inputShape(0)).applySingle(gy[0]));
    }

    /** Adds columns back to where they came from. */
    private final class Im2ColGrad extends FunctionNode {
        private final Shape shape;

        Im2ColGrad(Shape shape) {
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            int[] k = options.ksize();
            NDArray gx = in[0].emptyLike(shape);
            NDArray col = in[0].reshape(shape.dim(0), shape.dim(1), k[0], k[1], in[0].dim(2), in[0].dim(3));
            gx.device().convolution().col2im(col, options.stride(), options.pad(), options.dilate(), gx);
            return arrays(gx);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggx) {
            return variables(im2col(ggx[0], options));
        }
    }
}
