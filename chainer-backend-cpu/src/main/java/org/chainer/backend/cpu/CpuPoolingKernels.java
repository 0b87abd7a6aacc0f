package org.chainer.backend.cpu;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferencePoolingKernels;

/** Pooling of float32 over two axes, plane by plane; the rest as the reference. */
class CpuPoolingKernels extends ReferencePoolingKernels {

    @Override
    public void maxPool(NDArray x, int[] kernel, int[] stride, int[] pad, @Out NDArray y, @Out NDArray indices) {
        if (!suits(x, y) || indices.dtype() != DType.INT32) {
            super.maxPool(x, kernel, stride, pad, y, indices);
            return;
        }
        PlaneWindows windows = new PlaneWindows(x, y, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(x);
        FloatAccess out = FloatAccess.writing(y);
        HostArray places = HostArray.writing(indices);
        float[] plane = new float[windows.planeSize()];
        float[] greatest = new float[windows.count()];
        long[] found = new long[windows.count()];
        for (long p = 0; p < windows.planes(); p++) {
            in.get(p * plane.length, plane, plane.length);
            windows.max(plane, greatest, found);
            out.put(p * greatest.length, greatest, greatest.length);
            places.put(p * found.length, found, 0, found.length);
        }
    }

    @Override
    public void maxPoolGrad(NDArray gy, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray gx) {
        if (!suits(gx, gy)) {
            super.maxPoolGrad(gy, indices, kernel, stride, pad, gx);
            return;
        }
        PlaneWindows windows = new PlaneWindows(gx, gy, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(gy);
        FloatAccess out = FloatAccess.writing(gx);
        HostArray places = HostArray.reading(indices);
        float[] plane = new float[windows.planeSize()];
        float[] upstream = new float[windows.count()];
        long[] found = new long[windows.count()];
        for (long p = 0; p < windows.planes(); p++) {
            in.get(p * upstream.length, upstream, upstream.length);
            places.get(p * found.length, found, 0, found.length);
            windows.scatter(upstream, found, plane);
            out.put(p * plane.length, plane, plane.length);
        }
    }

    @Override
    public void averagePool(NDArray x, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray y) {
        if (!suits(x, y)) {
            super.averagePool(x, kernel, stride, pad, exclusive, y);
            return;
        }
        PlaneWindows windows = new PlaneWindows(x, y, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(x);
        FloatAccess out = FloatAccess.writing(y);
        float[] plane = new float[windows.planeSize()];
        float[] means = new float[windows.count()];
        for (long p = 0; p < windows.planes(); p++) {
            in.get(p * plane.length, plane, plane.length);
            windows.average(plane, exclusive, means);
            out.put(p * means.length, means, means.length);
        }
    }

    @Override
    public void averagePoolGrad(NDArray gy, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray gx) {
        if (!suits(gx, gy)) {
            super.averagePoolGrad(gy, kernel, stride, pad, exclusive, gx);
            return;
        }
        PlaneWindows windows = new PlaneWindows(gx, gy, kernel, stride, pad);
        FloatAccess in = FloatAccess.reading(gy);
        FloatAccess out = FloatAccess.writing(gx);
        float[] plane = new float[windows.planeSize()];
        float[] upstream = new float[windows.count()];
        for (long p = 0; p < windows.planes(); p++) {
            in.get(p * upstream.length, upstream, upstream.length);
            windows.spread(upstream, exclusive, plane);
            out.put(p * plane.length, plane, plane.length);
        }
    }

    private static boolean suits(NDArray plane, NDArray windows) {
        return plane.rank() == 4
                && FloatAccess.suits(plane, windows)
                && plane.size() > 0
                && windows.size() > 0
                && plane.dim(2) * plane.dim(3) <= Integer.MAX_VALUE / 8;
    }
}
