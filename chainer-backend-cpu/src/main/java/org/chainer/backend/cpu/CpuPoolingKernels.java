package org.chainer.backend.cpu;

import java.util.Arrays;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferencePoolingKernels;

/**
 * Pooling of float32 over one to three axes: maxima of what lies in a layout of oneDNN's, and means where they are large, by oneDNN, else volume by volume; the rest as the
 * reference. Other maxima stay here: oneDNN drops NaN.
 */
class CpuPoolingKernels extends ReferencePoolingKernels {
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE / 8;

    /** Means of fewer elements are computed in Java. */
    static final long LEAST_FOR_ONE_DNN = 4096;

    @Override
    public void maxPool(NDArray x, int[] kernel, int[] stride, int[] pad, @Out NDArray y, @Out NDArray indices) {
        if (indices.dtype() == DType.INT32 && maxPoolAsLaidOut(x, kernel, stride, pad, y, indices)) {
            return;
        }
        if (!suits(x, y, kernel) || indices.dtype() != DType.INT32) {
            super.maxPool(x, kernel, stride, pad, y, indices);
            return;
        }
        SpatialWindows windows = new SpatialWindows(x, y, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(x);
        FloatAccess out = FloatAccess.writing(y);
        HostArray places = HostArray.writing(indices);
        float[] volume = new float[windows.volumeSize()];
        float[] greatest = new float[windows.count()];
        long[] found = new long[windows.count()];
        for (long p = 0; p < windows.volumes(); p++) {
            in.get(p * volume.length, volume, volume.length);
            windows.max(volume, greatest, found);
            out.put(p * greatest.length, greatest, greatest.length);
            places.put(p * found.length, found, 0, found.length);
        }
    }

    @Override
    public void maxPoolGrad(NDArray gy, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray gx) {
        if (maxPoolGradAsLaidOut(gy, indices, kernel, stride, pad, gx)) {
            return;
        }
        if (!suits(gx, gy, kernel)) {
            super.maxPoolGrad(gy, indices, kernel, stride, pad, gx);
            return;
        }
        SpatialWindows windows = new SpatialWindows(gx, gy, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(gy);
        FloatAccess out = FloatAccess.writing(gx);
        HostArray places = HostArray.reading(indices);
        float[] volume = new float[windows.volumeSize()];
        float[] upstream = new float[windows.count()];
        long[] found = new long[windows.count()];
        for (long p = 0; p < windows.volumes(); p++) {
            in.get(p * upstream.length, upstream, upstream.length);
            places.get(p * found.length, found, 0, found.length);
            windows.scatter(upstream, found, volume);
            out.put(p * volume.length, volume, volume.length);
        }
    }

    /** oneDNN's comparisons pass over NaN and minus infinity, so there must be none. */
    private static boolean maxPoolAsLaidOut(
            NDArray x, int[] kernel, int[] stride, int[] pad, NDArray y, NDArray indices) {
        try (LaidOut in = LaidOut.of(x)) {
            OneDnnMaxPooling pooling = in == null ? null : plan(in.layout(), x, kernel, stride, pad, y);
            if (pooling == null || !in.isDense() || !FloatAccess.suits(x, y)) {
                return false;
            }
            OneDnnPrimitive primitive = pooling.forward();
            if (primitive == null || !OneDnnFiniteness.isSurelyFinite(in.elements())) {
                return false;
            }
            try (Operands operands = new Operands(primitive)) {
                operands.read(x, x.shape().toArray());
                operands.write(y, pooling.y());
                operands.write(indices, pooling, pooling.y());
                operands.run();
            }
            return true;
        }
    }

    private static boolean maxPoolGradAsLaidOut(
            NDArray gy, NDArray indices, int[] kernel, int[] stride, int[] pad, NDArray gx) {
        try (LaidOut places = LaidOut.of(indices)) {
            if (places == null
                    || !(places.origin() instanceof OneDnnMaxPooling pooled)
                    || !FloatAccess.suits(gy, gx)
                    || !gy.shape().equals(indices.shape())) {
                return false;
            }
            OneDnnMaxPooling pooling = plan(pooled.layout(), gx, kernel, stride, pad, gy);
            OneDnnPrimitive primitive =
                    pooling == null || !pooling.key().equals(pooled.key()) ? null : pooling.backward();
            if (primitive == null || primitive.layout(1) != places.layout()) {
                return false;
            }
            try (Operands operands = new Operands(primitive)) {
                operands.read(gy, pooling.y());
                operands.read(indices, pooling.y());
                operands.write(gx, gx.shape().toArray());
                operands.run();
            }
            return true;
        }
    }

    /** The pooling as oneDNN takes it, or null if it does not. */
    private static OneDnnMaxPooling plan(
            ChosenLayout layout, NDArray x, int[] kernel, int[] stride, int[] pad, NDArray y) {
        if (!OneDnn.isUsable()) {
            return null;
        }
        long[] padAfter = new long[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            padAfter[i] = Math.max((y.dim(2 + i) - 1) * stride[i] + kernel[i] - x.dim(2 + i) - pad[i], 0);
            if (pad[i] >= kernel[i]
                    || padAfter[i] >= kernel[i]
                    || (x.dim(2 + i) + pad[i] + padAfter[i] - kernel[i]) / stride[i] + 1 != y.dim(2 + i)) {
                return null;
            }
        }
        return new OneDnnMaxPooling(
                layout,
                x.shape().toArray(),
                y.shape().toArray(),
                OneDnnConvolution.longs(kernel),
                OneDnnConvolution.longs(stride),
                OneDnnConvolution.longs(pad),
                padAfter);
    }

    @Override
    public void averagePool(NDArray x, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray y) {
        if (!suits(x, y, kernel)) {
            super.averagePool(x, kernel, stride, pad, exclusive, y);
            return;
        }
        OneDnnPrimitive primitive =
                isLarge(x, y) ? OneDnnPooling.average(x.shape(), y.shape(), kernel, stride, pad, exclusive) : null;
        if (primitive != null) {
            primitive.run(x, y);
            return;
        }
        SpatialWindows windows = new SpatialWindows(x, y, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(x);
        FloatAccess out = FloatAccess.writing(y);
        float[] volume = new float[windows.volumeSize()];
        float[] means = new float[windows.count()];
        for (long p = 0; p < windows.volumes(); p++) {
            in.get(p * volume.length, volume, volume.length);
            windows.average(volume, exclusive, means);
            out.put(p * means.length, means, means.length);
        }
    }

    @Override
    public void averagePoolGrad(NDArray gy, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray gx) {
        if (!suits(gx, gy, kernel)) {
            super.averagePoolGrad(gy, kernel, stride, pad, exclusive, gx);
            return;
        }
        OneDnnPrimitive primitive = isLarge(gx, gy)
                ? OneDnnPooling.averageGrad(gx.shape(), gy.shape(), kernel, stride, pad, exclusive)
                : null;
        if (primitive != null) {
            primitive.run(gy, gx);
            return;
        }
        SpatialWindows windows = new SpatialWindows(gx, gy, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(gy);
        FloatAccess out = FloatAccess.writing(gx);
        float[] volume = new float[windows.volumeSize()];
        float[] upstream = new float[windows.count()];
        for (long p = 0; p < windows.volumes(); p++) {
            in.get(p * upstream.length, upstream, upstream.length);
            windows.spread(upstream, exclusive, volume);
            out.put(p * volume.length, volume, volume.length);
        }
    }

    private static boolean isLarge(NDArray x, NDArray y) {
        return (x.size() >= LEAST_FOR_ONE_DNN || OneDnn.isForced())
                && x.isContiguous()
                && y.isContiguous()
                && OneDnn.isUsable();
    }

    private static boolean suits(NDArray x, NDArray y, int[] kernel) {
        return kernel.length >= 1
                && kernel.length <= 3
                && FloatAccess.suits(x, y)
                && x.size() > 0
                && y.size() > 0
                && x.size() / (x.dim(0) * x.dim(1)) <= MOST_ELEMENTS
                && y.size() / (y.dim(0) * y.dim(1)) <= MOST_ELEMENTS
                && Arrays.stream(kernel).asDoubleStream().reduce(1, (a, b) -> a * b) <= MOST_ELEMENTS;
    }
}
