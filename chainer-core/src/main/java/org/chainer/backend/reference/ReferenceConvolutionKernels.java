package org.chainer.backend.reference;

import java.util.Arrays;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.ConvolutionKernels;

/** Sums over kernel elements, in double. */
public class ReferenceConvolutionKernels implements ConvolutionKernels {

    @Override
    public void convolve(
            NDArray x, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray y) {
        WindowMap map = map(x, w, y, stride, pad, dilate);
        double[] in = HostArray.doubles(x);
        double[] weights = HostArray.doubles(w);
        double[] out = withBias(y, bias);
        eachWeight(x, w, y, groups, map.kernel, (weight, xChannel, yChannel, k) -> {
            double factor = weights[weight];
            for (int o = 0; o < map.windows; o++) {
                int source = map.source(k, o);
                if (source >= 0) {
                    out[yChannel * map.windows + o] += factor * in[xChannel * map.plane + source];
                }
            }
        });
        HostArray.store(out, y);
    }

    @Override
    public void convolveGradInput(
            NDArray gy, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gx) {
        WindowMap map = map(gx, w, gy, stride, pad, dilate);
        double[] upstream = HostArray.doubles(gy);
        double[] weights = HostArray.doubles(w);
        double[] out = withBias(gx, bias);
        eachWeight(gx, w, gy, groups, map.kernel, (weight, xChannel, yChannel, k) -> {
            double factor = weights[weight];
            for (int o = 0; o < map.windows; o++) {
                int source = map.source(k, o);
                if (source >= 0) {
                    out[xChannel * map.plane + source] += factor * upstream[yChannel * map.windows + o];
                }
            }
        });
        HostArray.store(out, gx);
    }

    @Override
    public void convolveGradWeight(
            NDArray x, NDArray gy, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gw) {
        WindowMap map = map(x, gw, gy, stride, pad, dilate);
        double[] in = HostArray.doubles(x);
        double[] upstream = HostArray.doubles(gy);
        double[] out = new double[Math.toIntExact(gw.size())];
        eachWeight(x, gw, gy, groups, map.kernel, (weight, xChannel, yChannel, k) -> {
            double sum = 0;
            for (int o = 0; o < map.windows; o++) {
                int source = map.source(k, o);
                if (source >= 0) {
                    sum += in[xChannel * map.plane + source] * upstream[yChannel * map.windows + o];
                }
            }
            out[weight] += sum;
        });
        HostArray.store(out, gw);
    }

    private static WindowMap map(NDArray x, NDArray w, NDArray y, int[] stride, int[] pad, int[] dilate) {
        int[] kernel = Arrays.stream(WindowMap.spatial(w).toArray())
                .mapToInt(Math::toIntExact)
                .toArray();
        return new WindowMap(WindowMap.spatial(x), WindowMap.spatial(y), kernel, stride, pad, dilate);
    }

    /** What one weight does for one example; channels are counted through all examples. */
    private interface WeightAction {
        void apply(int weight, int xChannel, int yChannel, int k);
    }

    private static void eachWeight(NDArray x, NDArray w, NDArray y, int groups, int kernel, WeightAction action) {
        int batch = (int) x.dim(0);
        int in = (int) x.dim(1);
        int out = (int) y.dim(1);
        int inPerGroup = (int) w.dim(1);
        for (int example = 0; example < batch; example++) {
            for (int o = 0; o < out; o++) {
                int firstIn = o / (out / groups) * inPerGroup;
                for (int i = 0; i < inPerGroup; i++) {
                    for (int k = 0; k < kernel; k++) {
                        action.apply(
                                (o * inPerGroup + i) * kernel + k, example * in + firstIn + i, example * out + o, k);
                    }
                }
            }
        }
    }

    private static double[] withBias(NDArray y, NDArray bias) {
        double[] out = new double[Math.toIntExact(y.size())];
        if (bias != null && out.length > 0) {
            double[] values = HostArray.doubles(bias);
            int plane = (int) WindowMap.spatial(y).size();
            for (int i = 0; i < out.length; i++) {
                out[i] = values[i / plane % values.length];
            }
        }
        return out;
    }

    @Override
    public void im2col(NDArray x, int[] kernel, int[] stride, int[] pad, int[] dilate, double fill, @Out NDArray col) {
        WindowMap map = new WindowMap(WindowMap.spatial(x), windows(col), kernel, stride, pad, dilate);
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(col.size())];
        int columns = map.kernel * map.windows;
        for (int i = 0; i < out.length; i++) {
            int source = map.source(i % columns / map.windows, i % map.windows);
            out[i] = source < 0 ? fill : in[i / columns * map.plane + source];
        }
        HostArray.store(out, col);
    }

    @Override
    public void col2im(NDArray col, int[] stride, int[] pad, int[] dilate, @Out NDArray x) {
        int axes = x.rank() - 2;
        int[] kernel = Arrays.stream(col.shape().subShape(2, 2 + axes).toArray())
                .mapToInt(Math::toIntExact)
                .toArray();
        WindowMap map = new WindowMap(WindowMap.spatial(x), windows(col), kernel, stride, pad, dilate);
        double[] in = HostArray.doubles(col);
        double[] out = new double[Math.toIntExact(x.size())];
        int columns = map.kernel * map.windows;
        for (int i = 0; i < in.length; i++) {
            int source = map.source(i % columns / map.windows, i % map.windows);
            if (source >= 0) {
                out[i / columns * map.plane + source] += in[i];
            }
        }
        HostArray.store(out, x);
    }

    private static org.chainer.array.Shape windows(NDArray col) {
        return col.shape().subShape(2 + (col.rank() - 2) / 2, col.rank());
    }
}
