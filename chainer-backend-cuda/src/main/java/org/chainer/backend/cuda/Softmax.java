package org.chainer.backend.cuda;

import java.lang.ref.Reference;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.chainer.array.NDArray;

/** Softmax along an axis and its logarithm, by cuDNN. */
final class Softmax {
    private final Dnn dnn;

    Softmax(Dnn dnn) {
        this.dnn = dnn;
    }

    void forward(boolean logarithm, NDArray x, int axis, NDArray y) {
        if (x.size() == 0) {
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense out = Dense.writing(y)) {
            synchronized (dnn) {
                dnn.context().enter();
                cudnnTensorStruct tensor = tensor(x, axis);
                dnn.context().called("cudnnSoftmaxForward", x.shape());
                int code = cudnn.cudnnSoftmaxForward(
                        dnn.handle(),
                        algorithm(logarithm),
                        cudnn.CUDNN_SOFTMAX_MODE_CHANNEL,
                        Scalars.alpha(x.dtype(), 1),
                        tensor,
                        dnn.read(in.array()),
                        Scalars.beta(x.dtype(), 0),
                        tensor,
                        dnn.write(out.array()));
                cudnn.cudnnDestroyTensorDescriptor(tensor);
                dnn.check(code, "cudnnSoftmaxForward", describe(x, axis));
            }
            Reference.reachabilityFence(in);
        }
    }

    void backward(boolean logarithm, NDArray y, NDArray gy, int axis, NDArray gx) {
        if (y.size() == 0) {
            return;
        }
        try (Dense result = Dense.reading(y);
                Dense upstream = Dense.reading(gy);
                Dense out = Dense.writing(gx)) {
            synchronized (dnn) {
                dnn.context().enter();
                cudnnTensorStruct tensor = tensor(y, axis);
                dnn.context().called("cudnnSoftmaxBackward", y.shape());
                int code = cudnn.cudnnSoftmaxBackward(
                        dnn.handle(),
                        algorithm(logarithm),
                        cudnn.CUDNN_SOFTMAX_MODE_CHANNEL,
                        Scalars.alpha(y.dtype(), 1),
                        tensor,
                        dnn.read(result.array()),
                        tensor,
                        dnn.read(upstream.array()),
                        Scalars.beta(y.dtype(), 0),
                        tensor,
                        dnn.write(out.array()));
                cudnn.cudnnDestroyTensorDescriptor(tensor);
                dnn.check(code, "cudnnSoftmaxBackward", describe(y, axis));
            }
            Reference.reachabilityFence(result);
        }
    }

    private static int algorithm(boolean logarithm) {
        return logarithm ? cudnn.CUDNN_SOFTMAX_LOG : cudnn.CUDNN_SOFTMAX_ACCURATE;
    }

    /** The axes before, the axis, and those after it. */
    private cudnnTensorStruct tensor(NDArray x, int axis) {
        long before = 1;
        for (int i = 0; i < axis; i++) {
            before *= x.dim(i);
        }
        return dnn.tensor(x.dtype(), before, x.dim(axis), x.size() / before / x.dim(axis));
    }

    private static String describe(NDArray x, int axis) {
        return "softmax of dtype " + x.dtype() + ", shape " + x.shape() + " along axis " + axis;
    }
}
