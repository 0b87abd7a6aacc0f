package org.chainer.backend.cpu;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceConvolutionKernels;

/** Convolutions of float32 over one to three axes by oneDNN, reordered to the layouts that it chooses and back; the rest as the reference. */
class CpuConvolutionKernels extends ReferenceConvolutionKernels {

    @Override
    public void convolve(
            NDArray x, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray y) {
        OneDnnConvolution convolution = plan(x, w, bias, stride, pad, dilate, groups, y);
        OneDnnPrimitive primitive = convolution == null ? null : convolution.forward(bias != null);
        if (primitive == null) {
            super.convolve(x, w, bias, stride, pad, dilate, groups, y);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray source = laidOut(primitive, 0, x, convolution.x());
            NDArray weights = laidOut(primitive, 1, w, convolution.w());
            NDArray result = target(primitive, primitive.slots() - 1, y);
            if (bias == null) {
                primitive.run(source, weights, result);
            } else {
                primitive.run(source, weights, bias.contiguous(), result);
            }
            bringBack(primitive, primitive.slots() - 1, result, y, convolution.y());
        }
    }

    @Override
    public void convolveGradInput(
            NDArray gy, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gx) {
        OneDnnConvolution convolution = plan(gx, w, bias, stride, pad, dilate, groups, gy);
        OneDnnPrimitive primitive = convolution == null ? null : convolution.backwardData();
        if (primitive == null) {
            super.convolveGradInput(gy, w, bias, stride, pad, dilate, groups, gx);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray result = target(primitive, 2, gx);
            primitive.run(
                    laidOut(primitive, 0, gy, convolution.y()), laidOut(primitive, 1, w, convolution.w()), result);
            bringBack(primitive, 2, result, gx, convolution.x());
            if (bias != null) {
                long[] channels = new long[gx.rank()];
                java.util.Arrays.fill(channels, 1);
                channels[1] = bias.size();
                gx.addAssign(bias.reshape(Shape.of(channels)));
            }
        }
    }

    @Override
    public void convolveGradWeight(
            NDArray x, NDArray gy, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gw) {
        OneDnnConvolution convolution = plan(x, gw, null, stride, pad, dilate, groups, gy);
        OneDnnPrimitive primitive = convolution == null ? null : convolution.backwardWeights();
        if (primitive == null) {
            super.convolveGradWeight(x, gy, stride, pad, dilate, groups, gw);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray result = target(primitive, 2, gw);
            primitive.run(
                    laidOut(primitive, 0, x, convolution.x()), laidOut(primitive, 1, gy, convolution.y()), result);
            bringBack(primitive, 2, result, gw, convolution.w());
        }
    }

    /** The convolution as oneDNN takes it, or null if it does not. */
    private static OneDnnConvolution plan(
            NDArray x, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, NDArray y) {
        int axes = x.rank() - 2;
        if (axes < 1
                || axes > 3
                || !FloatAccess.suits(x, w, y)
                || bias != null && !FloatAccess.suits(bias)
                || x.size() == 0
                || w.size() == 0
                || y.size() == 0
                || !OneDnn.isUsable()) {
            return null;
        }
        long[] padAfter = new long[axes];
        for (int i = 0; i < axes; i++) {
            long covered = (w.dim(2 + i) - 1) * dilate[i] + 1;
            padAfter[i] = Math.max((y.dim(2 + i) - 1) * stride[i] + covered - x.dim(2 + i) - pad[i], 0);
            if ((x.dim(2 + i) + pad[i] + padAfter[i] - covered) / stride[i] + 1 != y.dim(2 + i)) {
                return null;
            }
        }
        long[] weights = w.shape().toArray();
        if (groups > 1) {
            weights = new long[w.rank() + 1];
            weights[0] = groups;
            weights[1] = w.dim(0) / groups;
            for (int i = 1; i < w.rank(); i++) {
                weights[i + 1] = w.dim(i);
            }
        }
        return new OneDnnConvolution(
                x.shape().toArray(), weights, y.shape().toArray(), longs(stride), longs(dilate), longs(pad), padAfter);
    }

    private static long[] longs(int[] values) {
        return java.util.Arrays.stream(values).asLongStream().toArray();
    }

    /** An operand in the layout that the primitive chose for a slot. */
    private static NDArray laidOut(OneDnnPrimitive primitive, int slot, NDArray array, long[] dims) {
        NDArray plain = array.contiguous();
        if (primitive.isContiguous(slot)) {
            return plain;
        }
        NDArray result = room(primitive, slot, array);
        OneDnnPrimitive reorder =
                OneDnnReorder.copy(Layout.contiguous(DType.FLOAT32, dims), Layout.of(primitive.layout(slot)));
        reorder.run(plain, result);
        return result;
    }

    /** Where the primitive writes a result: the array itself, or room for it in the layout that was chosen. */
    private static NDArray target(OneDnnPrimitive primitive, int slot, NDArray array) {
        return primitive.isContiguous(slot) && array.isContiguous() ? array : room(primitive, slot, array);
    }

    private static NDArray room(OneDnnPrimitive primitive, int slot, NDArray like) {
        return NDArray.empty(
                like.device(), DType.UINT8, Shape.of(primitive.layout(slot).bytes()));
    }

    private static void bringBack(OneDnnPrimitive primitive, int slot, NDArray result, NDArray array, long[] dims) {
        if (result == array) {
            return;
        }
        NDArray plain = array.isContiguous() ? array : array.emptyLike();
        OneDnnReorder.copy(Layout.of(primitive.layout(slot)), Layout.contiguous(DType.FLOAT32, dims))
                .run(result, plain);
        if (plain != array) {
            array.copyFrom(plain);
        }
    }
}
