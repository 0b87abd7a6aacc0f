package org.chainer.backend.cuda;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdDataAlgoPerf_t;
import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdFilterAlgoPerf_t;
import org.bytedeco.cuda.cudnn.cudnnConvolutionFwdAlgoPerf_t;
import org.bytedeco.cuda.cudnn.cudnnConvolutionStruct;
import org.bytedeco.cuda.cudnn.cudnnFilterStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.MemoryPool;

/**
 * Convolutions by cuDNN, of contiguous arrays whose windows cover just what padding and lengths allow. Which algorithm cuDNN advises for a geometry is asked once.
 *
 * <p>This is cuDNN's classic interface: deprecated in favour of graphs, but whole, and there in every version 9.
 */
@SuppressWarnings("deprecation")
final class Convolution {
    private static final int MOST_PLANS = 512;
    private static final int CANDIDATES = 8;

    private final Dnn dnn;
    private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

    Convolution(Dnn dnn) {
        this.dnn = dnn;
    }

    private enum Direction {
        FORWARD,
        TO_INPUT,
        TO_WEIGHT
    }

    private record Key(
            Direction direction, DType dtype, Shape x, Shape w, Shape y, String window, long mostWorkspace) {}

    private record Plan(
            cudnnTensorStruct x,
            cudnnFilterStruct w,
            cudnnTensorStruct y,
            cudnnConvolutionStruct convolution,
            int algorithm,
            long workspace) {}

    /** What slides over the input. */
    record Window(int[] stride, int[] pad, int[] dilate, int groups) {
        @Override
        public String toString() {
            return "stride " + java.util.Arrays.toString(stride) + ", pad " + java.util.Arrays.toString(pad)
                    + ", dilate " + java.util.Arrays.toString(dilate) + ", groups " + groups;
        }
    }

    void forward(NDArray x, NDArray w, Window window, NDArray y) {
        synchronized (dnn) {
            Plan plan = plan(Direction.FORWARD, x, w, y, window);
            try (NDArray workspace = workspace(x, plan)) {
                dnn.context().called("cudnnConvolutionForward", x.shape());
                dnn.check(
                        cudnn.cudnnConvolutionForward(
                                dnn.handle(),
                                Scalars.alpha(x.dtype(), 1),
                                plan.x,
                                dnn.read(x),
                                plan.w,
                                dnn.read(w),
                                plan.convolution,
                                plan.algorithm,
                                address(workspace),
                                plan.workspace,
                                Scalars.beta(x.dtype(), 0),
                                plan.y,
                                dnn.write(y)),
                        "cudnnConvolutionForward",
                        describe(x, w, window));
            }
        }
    }

    void toInput(NDArray gy, NDArray w, Window window, NDArray gx) {
        synchronized (dnn) {
            Plan plan = plan(Direction.TO_INPUT, gx, w, gy, window);
            try (NDArray workspace = workspace(gx, plan)) {
                dnn.context().called("cudnnConvolutionBackwardData", gx.shape());
                dnn.check(
                        cudnn.cudnnConvolutionBackwardData(
                                dnn.handle(),
                                Scalars.alpha(gx.dtype(), 1),
                                plan.w,
                                dnn.read(w),
                                plan.y,
                                dnn.read(gy),
                                plan.convolution,
                                plan.algorithm,
                                address(workspace),
                                plan.workspace,
                                Scalars.beta(gx.dtype(), 0),
                                plan.x,
                                dnn.write(gx)),
                        "cudnnConvolutionBackwardData",
                        describe(gx, w, window));
            }
        }
    }

    void toWeight(NDArray x, NDArray gy, Window window, NDArray gw) {
        synchronized (dnn) {
            Plan plan = plan(Direction.TO_WEIGHT, x, gw, gy, window);
            try (NDArray workspace = workspace(x, plan)) {
                dnn.context().called("cudnnConvolutionBackwardFilter", gw.shape());
                dnn.check(
                        cudnn.cudnnConvolutionBackwardFilter(
                                dnn.handle(),
                                Scalars.alpha(x.dtype(), 1),
                                plan.x,
                                dnn.read(x),
                                plan.y,
                                dnn.read(gy),
                                plan.convolution,
                                plan.algorithm,
                                address(workspace),
                                plan.workspace,
                                Scalars.beta(x.dtype(), 0),
                                plan.w,
                                dnn.write(gw)),
                        "cudnnConvolutionBackwardFilter",
                        describe(x, gw, window));
            }
        }
    }

    /** Memory for the library's intermediate results; it returns to the pool, whose next user comes later in the stream. */
    private static NDArray workspace(NDArray like, Plan plan) {
        MemoryPool pool = like.memory().pool();
        return NDArray.empty(pool.device(), DType.UINT8, Shape.of(Math.max(plan.workspace, 1)));
    }

    private Pointer address(NDArray workspace) {
        return dnn.write(workspace);
    }

    private static String describe(NDArray x, NDArray w, Window window) {
        return "convolution of " + x.dtype() + " x " + x.shape() + ", W " + w.shape() + ", " + window;
    }

    private Plan plan(Direction direction, NDArray x, NDArray w, NDArray y, Window window) {
        dnn.context().enter();
        if (plans.size() >= MOST_PLANS) {
            plans.clear();
        }
        Key key = new Key(
                direction, x.dtype(), x.shape(), w.shape(), y.shape(), window.toString(), Cuda.maxWorkspaceSize());
        return plans.computeIfAbsent(key, k -> plan(direction, x.dtype(), k, window));
    }

    private Plan plan(Direction direction, DType dtype, Key key, Window window) {
        cudnnTensorStruct x = dnn.tensor(dtype, key.x.toArray());
        cudnnTensorStruct y = dnn.tensor(dtype, key.y.toArray());
        cudnnFilterStruct w = new cudnnFilterStruct();
        dnn.check(cudnn.cudnnCreateFilterDescriptor(w), "cudnnCreateFilterDescriptor", "describing a filter");
        int[] dims = Dnn.dims(key.w.toArray());
        dnn.check(
                cudnn.cudnnSetFilterNdDescriptor(w, Dnn.type(dtype), cudnn.CUDNN_TENSOR_NCHW, dims.length, dims),
                "cudnnSetFilterNdDescriptor",
                "describing a filter of shape " + key.w);
        cudnnConvolutionStruct convolution = convolution(dtype, window, dims.length - 2);
        return switch (direction) {
            case FORWARD -> forwardPlan(x, w, y, convolution, key);
            case TO_INPUT -> inputPlan(x, w, y, convolution, key);
            case TO_WEIGHT -> weightPlan(x, w, y, convolution, key);
        };
    }

    private cudnnConvolutionStruct convolution(DType dtype, Window window, int axes) {
        cudnnConvolutionStruct convolution = new cudnnConvolutionStruct();
        dnn.check(
                cudnn.cudnnCreateConvolutionDescriptor(convolution),
                "cudnnCreateConvolutionDescriptor",
                "describing a convolution");
        dnn.check(
                cudnn.cudnnSetConvolutionNdDescriptor(
                        convolution,
                        axes,
                        extended(window.pad, axes, 0),
                        extended(window.stride, axes, 1),
                        extended(window.dilate, axes, 1),
                        cudnn.CUDNN_CROSS_CORRELATION,
                        dtype == DType.FLOAT64 ? cudnn.CUDNN_DATA_DOUBLE : cudnn.CUDNN_DATA_FLOAT),
                "cudnnSetConvolutionNdDescriptor",
                "describing a convolution with " + window);
        dnn.check(
                cudnn.cudnnSetConvolutionGroupCount(convolution, window.groups),
                "cudnnSetConvolutionGroupCount",
                "describing a convolution with " + window);
        boolean exact = dtype == DType.FLOAT32 && !Boolean.getBoolean(Products.TF32);
        dnn.check(
                cudnn.cudnnSetConvolutionMathType(
                        convolution, exact ? cudnn.CUDNN_FMA_MATH : cudnn.CUDNN_TENSOR_OP_MATH),
                "cudnnSetConvolutionMathType",
                "describing a convolution with " + window);
        return convolution;
    }

    private static int[] extended(int[] values, int length, int rest) {
        int[] result = java.util.Arrays.copyOf(values, length);
        java.util.Arrays.fill(result, values.length, length, rest);
        return result;
    }

    private Plan forwardPlan(
            cudnnTensorStruct x, cudnnFilterStruct w, cudnnTensorStruct y, cudnnConvolutionStruct c, Key key) {
        String call = "cudnnGetConvolutionForwardAlgorithm_v7";
        try (cudnnConvolutionFwdAlgoPerf_t found = new cudnnConvolutionFwdAlgoPerf_t(CANDIDATES)) {
            int[] count = new int[1];
            dnn.check(
                    cudnn.cudnnGetConvolutionForwardAlgorithm_v7(dnn.handle(), x, w, c, y, CANDIDATES, count, found),
                    call,
                    key.toString());
            for (int i = 0; i < count[0]; i++) {
                found.position(i);
                if (found.status() == 0 && found.memory() <= key.mostWorkspace) {
                    SizeTPointer size = new SizeTPointer(1);
                    dnn.check(
                            cudnn.cudnnGetConvolutionForwardWorkspaceSize(dnn.handle(), x, w, c, y, found.algo(), size),
                            "cudnnGetConvolutionForwardWorkspaceSize",
                            key.toString());
                    return new Plan(x, w, y, c, found.algo(), size.get());
                }
            }
        }
        throw none(call, key);
    }

    private Plan inputPlan(
            cudnnTensorStruct x, cudnnFilterStruct w, cudnnTensorStruct y, cudnnConvolutionStruct c, Key key) {
        String call = "cudnnGetConvolutionBackwardDataAlgorithm_v7";
        try (cudnnConvolutionBwdDataAlgoPerf_t found = new cudnnConvolutionBwdDataAlgoPerf_t(CANDIDATES)) {
            int[] count = new int[1];
            dnn.check(
                    cudnn.cudnnGetConvolutionBackwardDataAlgorithm_v7(
                            dnn.handle(), w, y, c, x, CANDIDATES, count, found),
                    call,
                    key.toString());
            for (int i = 0; i < count[0]; i++) {
                found.position(i);
                if (found.status() == 0 && found.memory() <= key.mostWorkspace) {
                    SizeTPointer size = new SizeTPointer(1);
                    dnn.check(
                            cudnn.cudnnGetConvolutionBackwardDataWorkspaceSize(
                                    dnn.handle(), w, y, c, x, found.algo(), size),
                            "cudnnGetConvolutionBackwardDataWorkspaceSize",
                            key.toString());
                    return new Plan(x, w, y, c, found.algo(), size.get());
                }
            }
        }
        throw none(call, key);
    }

    private Plan weightPlan(
            cudnnTensorStruct x, cudnnFilterStruct w, cudnnTensorStruct y, cudnnConvolutionStruct c, Key key) {
        String call = "cudnnGetConvolutionBackwardFilterAlgorithm_v7";
        try (cudnnConvolutionBwdFilterAlgoPerf_t found = new cudnnConvolutionBwdFilterAlgoPerf_t(CANDIDATES)) {
            int[] count = new int[1];
            dnn.check(
                    cudnn.cudnnGetConvolutionBackwardFilterAlgorithm_v7(
                            dnn.handle(), x, y, c, w, CANDIDATES, count, found),
                    call,
                    key.toString());
            for (int i = 0; i < count[0]; i++) {
                found.position(i);
                if (found.status() == 0 && found.memory() <= key.mostWorkspace) {
                    SizeTPointer size = new SizeTPointer(1);
                    dnn.check(
                            cudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize(
                                    dnn.handle(), x, y, c, w, found.algo(), size),
                            "cudnnGetConvolutionBackwardFilterWorkspaceSize",
                            key.toString());
                    return new Plan(x, w, y, c, found.algo(), size.get());
                }
            }
        }
        throw none(call, key);
    }

    private CudaException none(String call, Key key) {
        return new CudaException(
                call + ": cuDNN has no algorithm for " + key + " within " + key.mostWorkspace
                        + " bytes of workspace (Cuda.setMaxWorkspaceSize)",
                call,
                0,
                false);
    }
}
