package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.PoolingKernels;

/** Window by window, in double. */
public class ReferencePoolingKernels implements PoolingKernels {

    @Override
    public void maxPool(NDArray x, int[] kernel, int[] stride, int[] pad, @Out NDArray y, @Out NDArray indices) {
        WindowMap map = map(x, y, kernel, stride, pad);
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(y.size())];
        long[] found = new long[out.length];
        for (int i = 0; i < out.length; i++) {
            int first = i / map.windows * map.plane;
            double best = Double.NEGATIVE_INFINITY;
            int at = -1;
            for (int k = 0; k < map.kernel; k++) {
                int source = map.source(k, i % map.windows);
                if (source >= 0) {
                    double value = in[first + source];
                    if (at < 0 || value > best || Double.isNaN(value) && !Double.isNaN(best)) {
                        best = value;
                        at = k;
                    }
                }
            }
            out[i] = best;
            found[i] = Math.max(at, 0);
        }
        HostArray.store(out, y);
        HostArray.store(found, indices);
    }

    @Override
    public void maxPoolGrad(NDArray gy, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray gx) {
        WindowMap map = map(gx, gy, kernel, stride, pad);
        double[] upstream = HostArray.doubles(gy);
        long[] at = HostArray.longs(indices);
        double[] out = new double[Math.toIntExact(gx.size())];
        for (int i = 0; i < upstream.length; i++) {
            int source = source(map, at[i], i % map.windows);
            if (source >= 0) {
                out[i / map.windows * map.plane + source] += upstream[i];
            }
        }
        HostArray.store(out, gx);
    }

    @Override
    public void takePooled(NDArray x, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray y) {
        WindowMap map = map(x, y, kernel, stride, pad);
        double[] in = HostArray.doubles(x);
        long[] at = HostArray.longs(indices);
        double[] out = new double[at.length];
        for (int i = 0; i < out.length; i++) {
            int source = source(map, at[i], i % map.windows);
            out[i] = source < 0 ? 0 : in[i / map.windows * map.plane + source];
        }
        HostArray.store(out, y);
    }

    private static int source(WindowMap map, long index, int window) {
        if (index < 0 || index >= map.kernel) {
            throw new IndexOutOfBoundsException(
                    "pooling index " + index + " is outside a window of " + map.kernel + " elements");
        }
        return map.source((int) index, window);
    }

    @Override
    public void averagePool(NDArray x, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray y) {
        WindowMap map = map(x, y, kernel, stride, pad);
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(y.size())];
        for (int i = 0; i < out.length; i++) {
            int first = i / map.windows * map.plane;
            double sum = 0;
            for (int k = 0; k < map.kernel; k++) {
                int source = map.source(k, i % map.windows);
                sum += source < 0 ? 0 : in[first + source];
            }
            out[i] = sum / divisor(map, i % map.windows, exclusive);
        }
        HostArray.store(out, y);
    }

    @Override
    public void averagePoolGrad(NDArray gy, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray gx) {
        WindowMap map = map(gx, gy, kernel, stride, pad);
        double[] upstream = HostArray.doubles(gy);
        double[] out = new double[Math.toIntExact(gx.size())];
        for (int i = 0; i < upstream.length; i++) {
            int first = i / map.windows * map.plane;
            double share = upstream[i] / divisor(map, i % map.windows, exclusive);
            for (int k = 0; k < map.kernel; k++) {
                int source = map.source(k, i % map.windows);
                if (source >= 0) {
                    out[first + source] += share;
                }
            }
        }
        HostArray.store(out, gx);
    }

    private static int divisor(WindowMap map, int window, boolean exclusive) {
        if (!exclusive) {
            return map.kernel;
        }
        int inside = 0;
        for (int k = 0; k < map.kernel; k++) {
            inside += map.source(k, window) < 0 ? 0 : 1;
        }
        return inside;
    }

    private static WindowMap map(NDArray x, NDArray y, int[] kernel, int[] stride, int[] pad) {
        return new WindowMap(WindowMap.spatial(x), WindowMap.spatial(y), kernel, stride, pad, WindowMap.ones(kernel));
    }

    @Override
    public void roiMaxPool(
            NDArray x,
            NDArray regions,
            NDArray examples,
            double scale,
            boolean inclusive,
            @Out NDArray y,
            @Out NDArray indices) {
        RegionPooling.max(x, regions, examples, scale, inclusive, y, indices);
    }

    @Override
    public void roiMaxPoolGrad(NDArray gy, NDArray examples, NDArray indices, @Out NDArray gx) {
        RegionPooling.maxGrad(gy, examples, indices, gx);
    }

    @Override
    public void roiAveragePool(NDArray x, NDArray regions, NDArray examples, double scale, @Out NDArray y) {
        RegionPooling.average(x, regions, examples, scale, y);
    }

    @Override
    public void roiAveragePoolGrad(NDArray gy, NDArray regions, NDArray examples, double scale, @Out NDArray gx) {
        RegionPooling.averageGrad(gy, regions, examples, scale, gx);
    }

    @Override
    public void roiMaxAlign(
            NDArray x,
            NDArray regions,
            NDArray examples,
            double scale,
            int[] samples,
            @Out NDArray y,
            @Out NDArray indices) {
        RegionPooling.maxAlign(x, regions, examples, scale, samples, y, indices);
    }

    @Override
    public void roiMaxAlignGrad(
            NDArray gy,
            NDArray regions,
            NDArray examples,
            NDArray indices,
            double scale,
            int[] samples,
            @Out NDArray gx) {
        RegionPooling.maxAlignGrad(gy, regions, examples, indices, scale, samples, gx);
    }

    @Override
    public void roiAverageAlign(
            NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, @Out NDArray y) {
        RegionPooling.averageAlign(x, regions, examples, scale, samples, y);
    }

    @Override
    public void roiAverageAlignGrad(
            NDArray gy, NDArray regions, NDArray examples, double scale, int[] samples, @Out NDArray gx) {
        RegionPooling.averageAlignGrad(gy, regions, examples, scale, samples, gx);
    }
}
