package org.chainer.backend.cpu;

import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceConvolutionKernels;

/**
 * Convolutions of float32 over one to three axes by oneDNN, in the layouts that it chooses: operands that lie otherwise are reordered, results stay as
 * they are until somebody needs them in C order; the rest as the reference.
 */
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
        try (Operands operands = new Operands(primitive)) {
            operands.read(x, convolution.x());
            operands.read(w, convolution.w());
            if (bias != null) {
                operands.read(bias, y.dim(1));
            }
            operands.write(y, convolution.y());
            operands.run();
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
        try (Operands operands = new Operands(primitive)) {
            operands.read(gy, convolution.y());
            operands.read(w, convolution.w());
            operands.write(gx, convolution.x());
            operands.run();
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
        if (!gradients(x, gy, stride, pad, dilate, groups, gw, null)) {
            super.convolveGradWeight(x, gy, stride, pad, dilate, groups, gw);
        }
    }

    @Override
    public void convolveGradParameters(
            NDArray x,
            NDArray gy,
            int[] stride,
            int[] pad,
            int[] dilate,
            int groups,
            @Out NDArray gw,
            @Out NDArray gb) {
        if (!gradients(x, gy, stride, pad, dilate, groups, gw, gb)) {
            super.convolveGradParameters(x, gy, stride, pad, dilate, groups, gw, gb);
        }
    }

    private static boolean gradients(
            NDArray x, NDArray gy, int[] stride, int[] pad, int[] dilate, int groups, NDArray gw, NDArray gb) {
        OneDnnConvolution convolution = plan(x, gw, gb, stride, pad, dilate, groups, gy);
        OneDnnPrimitive primitive = convolution == null ? null : convolution.backwardWeights(gb != null);
        if (primitive == null) {
            return false;
        }
        try (Operands operands = new Operands(primitive)) {
            operands.read(x, convolution.x());
            operands.read(gy, convolution.y());
            operands.writeInOrder(gw, convolution.w());
            if (gb != null) {
                operands.writeInOrder(gb, gb.dim(0));
            }
            operands.run();
        }
        return true;
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
                x.shape().toArray(),
                weights,
                y.shape().toArray(),
                OneDnnConvolution.longs(stride),
                OneDnnConvolution.longs(dilate),
                OneDnnConvolution.longs(pad),
                padAfter);
    }
}
