package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.ConvolutionKernels;
import org.chainer.backend.reference.ReferenceConvolutionKernels;

/**
 * Convolutions over up to three axes by cuDNN; patches by kernels of our own, convolution.cu. Of bfloat16, and with more axes, they run on the host.
 */
final class CudaConvolutionKernels implements ConvolutionKernels {
    private static final String TOPIC = "convolution";
    private static final int MAX_AXES = 3;

    private final CudaContext context;
    private final Convolution convolution;
    private final ConvolutionKernels staged;

    CudaConvolutionKernels(CudaContext context, Dnn dnn) {
        this.context = context;
        convolution = new Convolution(dnn);
        staged = Staging.of(ConvolutionKernels.class, new ReferenceConvolutionKernels(), context);
    }

    private static boolean serves(NDArray x, NDArray y, NDArray w) {
        return x.rank() <= 2 + MAX_AXES && x.dtype() != DType.BFLOAT16 && x.size() > 0 && y.size() > 0 && w.size() > 0;
    }

    /** The lengths that x has for cuDNN, whose windows end where the last one does: more than it has where windows reach past its end. */
    private static long[] covered(NDArray x, NDArray w, NDArray y, int[] stride, int[] pad, int[] dilate) {
        long[] dims = x.shape().toArray();
        for (int i = 0; i < stride.length; i++) {
            long reach = dilate[i] * (w.dim(2 + i) - 1) + 1;
            long windows = (dims[2 + i] + 2L * pad[i] - reach) / stride[i] + 1;
            if (windows != y.dim(2 + i) || dims[2 + i] + 2L * pad[i] < reach) {
                dims[2 + i] = (y.dim(2 + i) - 1) * stride[i] + reach - 2L * pad[i];
            }
        }
        return dims;
    }

    private static boolean fits(long[] dims) {
        for (long dim : dims) {
            if (dim <= 0) {
                return false;
            }
        }
        return true;
    }

    /** The part that two shapes share, as a view. */
    private static NDArray common(NDArray array, NDArray other) {
        NDArray part = array;
        for (int axis = 2; axis < array.rank(); axis++) {
            part = part.slice(axis, 0, Math.min(array.dim(axis), other.dim(axis)));
        }
        return part;
    }

    /** x with the lengths that cuDNN needs. */
    private static NDArray resized(NDArray x, long[] dims) {
        Shape shape = Shape.of(dims);
        if (shape.equals(x.shape())) {
            return x;
        }
        NDArray result = x.emptyLike(shape).fill(0);
        x.device().elementwise().copy(common(x, result), common(result, x));
        return result;
    }

    @Override
    public void convolve(
            NDArray x, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray y) {
        long[] dims = serves(x, y, w) ? covered(x, w, y, stride, pad, dilate) : new long[1];
        if (!fits(dims)) {
            staged.convolve(x, w, bias, stride, pad, dilate, groups, y);
            return;
        }
        NDArray input = resized(x, dims);
        try (Dense in = Dense.reading(input);
                Dense weights = Dense.reading(w);
                Dense out = Dense.writing(y)) {
            convolution.forward(
                    in.array(), weights.array(), new Convolution.Window(stride, pad, dilate, groups), out.array());
            addBias(bias, out.array());
        }
        closeCopy(input, x);
    }

    private static void addBias(NDArray bias, NDArray y) {
        if (bias != null) {
            long[] ones = new long[y.rank()];
            java.util.Arrays.fill(ones, 1);
            ones[1] = bias.dim(0);
            long[] strides = new long[y.rank()];
            strides[1] = bias.stride(0);
            NDArray columns = bias.asStrided(Shape.of(ones), strides, bias.offset());
            y.device().elementwise().accumulate(1, columns.broadcastTo(y.shape()), y);
        }
    }

    private static void closeCopy(NDArray copy, NDArray original) {
        if (copy != original) {
            copy.close();
        }
    }

    @Override
    public void convolveGradInput(
            NDArray gy, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gx) {
        long[] dims = serves(gx, gy, w) ? covered(gx, w, gy, stride, pad, dilate) : new long[1];
        if (!fits(dims)) {
            staged.convolveGradInput(gy, w, bias, stride, pad, dilate, groups, gx);
            return;
        }
        Shape shape = Shape.of(dims);
        NDArray whole = shape.equals(gx.shape()) && gx.isContiguous() ? gx : gx.emptyLike(shape);
        try (Dense upstream = Dense.reading(gy);
                Dense weights = Dense.reading(w)) {
            convolution.toInput(
                    upstream.array(), weights.array(), new Convolution.Window(stride, pad, dilate, groups), whole);
        }
        if (whole != gx) {
            if (!common(gx, whole).shape().equals(gx.shape())) {
                gx.device().elementwise().fill(0, gx);
            }
            gx.device().elementwise().copy(common(whole, gx), common(gx, whole));
            whole.close();
        }
        addBias(bias, gx);
    }

    @Override
    public void convolveGradWeight(
            NDArray x, NDArray gy, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gw) {
        long[] dims = serves(x, gy, gw) ? covered(x, gw, gy, stride, pad, dilate) : new long[1];
        if (!fits(dims)) {
            staged.convolveGradWeight(x, gy, stride, pad, dilate, groups, gw);
            return;
        }
        NDArray input = resized(x, dims);
        try (Dense in = Dense.reading(input);
                Dense upstream = Dense.reading(gy);
                Dense out = Dense.writing(gw)) {
            convolution.toWeight(
                    in.array(), upstream.array(), new Convolution.Window(stride, pad, dilate, groups), out.array());
        }
        closeCopy(input, x);
    }

    @Override
    public void im2col(NDArray x, int[] kernel, int[] stride, int[] pad, int[] dilate, double fill, @Out NDArray col) {
        if (kernel.length > WindowGeometry.MAX_AXES || 2 * kernel.length + 2 > Arguments.MAX_RANK) {
            staged.im2col(x, kernel, stride, pad, dilate, fill, col);
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense out = Dense.writing(col)) {
            context.call(TOPIC, "im2col_" + CudaElementwiseKernels.number(x.dtype()))
                    .add(WindowGeometry.of(
                            WindowGeometry.spatial(x.shape()), windows(col), kernel, stride, pad, dilate))
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .add(fill)
                    .add(col.size())
                    .launch(col.size());
        }
    }

    @Override
    public void col2im(NDArray col, int[] stride, int[] pad, int[] dilate, @Out NDArray x) {
        int axes = x.rank() - 2;
        if (axes > WindowGeometry.MAX_AXES || col.rank() > Arguments.MAX_RANK) {
            staged.col2im(col, stride, pad, dilate, x);
            return;
        }
        int[] kernel = new int[axes];
        for (int i = 0; i < axes; i++) {
            kernel[i] = Math.toIntExact(col.dim(2 + i));
        }
        try (Dense in = Dense.reading(col);
                Dense out = Dense.writing(x)) {
            context.call(TOPIC, "col2im_" + CudaElementwiseKernels.number(x.dtype()))
                    .add(WindowGeometry.of(
                            WindowGeometry.spatial(x.shape()), windows(col), kernel, stride, pad, dilate))
                    .view(in.array(), false)
                    .view(out.array(), true)
                    .add(x.size())
                    .launch(x.size());
        }
    }

    private static Shape windows(NDArray col) {
        return col.shape().subShape(2 + (col.rank() - 2) / 2, col.rank());
    }
}
