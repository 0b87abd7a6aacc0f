package org.chainer.backend.cuda;

import org.bytedeco.cuda.cudnn.cudnnContext;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** cuDNN's handle of a device, for one thread at a time (which holds its lock), and descriptors. */
final class Dnn {
    private static final int LEAST_AXES = 4;

    private final CudaContext context;
    private final cudnnContext handle = new cudnnContext();

    Dnn(CudaContext context) {
        this.context = context;
        context.enter();
        CudaErrors.dnn(cudnn.cudnnCreate(handle), "cudnnCreate", context, "setting up the device");
        CudaErrors.dnn(
                cudnn.cudnnSetStream(handle, context.stream()), "cudnnSetStream", context, "setting up the device");
    }

    CudaContext context() {
        return context;
    }

    cudnnContext handle() {
        return handle;
    }

    /** The number of cudnnDataType_t. */
    static int type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> cudnn.CUDNN_DATA_FLOAT;
            case FLOAT64 -> cudnn.CUDNN_DATA_DOUBLE;
            case FLOAT16 -> cudnn.CUDNN_DATA_HALF;
            case BFLOAT16 -> cudnn.CUDNN_DATA_BFLOAT16;
            default -> throw new IllegalArgumentException("cuDNN has no tensors of dtype " + dtype);
        };
    }

    /** A descriptor of a contiguous array of these lengths; axes of length 1 are added at the end up to four. */
    cudnnTensorStruct tensor(DType dtype, long... lengths) {
        int[] dims = dims(lengths);
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, dims[i]);
        }
        cudnnTensorStruct tensor = new cudnnTensorStruct();
        CudaErrors.dnn(
                cudnn.cudnnCreateTensorDescriptor(tensor),
                "cudnnCreateTensorDescriptor",
                context,
                "describing a tensor");
        CudaErrors.dnn(
                cudnn.cudnnSetTensorNdDescriptor(tensor, type(dtype), dims.length, dims, strides),
                "cudnnSetTensorNdDescriptor",
                context,
                "describing a tensor of dtype " + dtype + ", lengths " + java.util.Arrays.toString(dims));
        return tensor;
    }

    static int[] dims(long... lengths) {
        int[] dims = new int[Math.max(lengths.length, LEAST_AXES)];
        java.util.Arrays.fill(dims, 1);
        for (int i = 0; i < lengths.length; i++) {
            dims[i] = Math.toIntExact(lengths[i]);
        }
        return dims;
    }

    Pointer read(NDArray array) {
        return new Address().at(context.address(array, false));
    }

    Pointer write(NDArray array) {
        return new Address().at(context.address(array, true));
    }

    void check(int code, String call, String what) {
        CudaErrors.dnn(code, call, context, what);
    }
}
