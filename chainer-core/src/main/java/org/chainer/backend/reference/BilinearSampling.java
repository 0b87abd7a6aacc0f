package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** Values of planes at points between their elements. */
final class BilinearSampling {
    private BilinearSampling() {}

    /** See {@link org.chainer.backend.kernels.IndexingKernels#sampleBilinear}. */
    static void forward(NDArray x, NDArray positions, NDArray y) {
        int channels = (int) x.dim(1);
        int height = (int) x.dim(2);
        int width = (int) x.dim(3);
        int points =
                Math.toIntExact(positions.shape().subShape(2, positions.rank()).size());
        double[] in = HostArray.doubles(x);
        double[] places = HostArray.doubles(positions);
        double[] out = new double[Math.toIntExact(y.size())];
        BilinearPoint point = new BilinearPoint();
        for (int example = 0; example < x.dim(0); example++) {
            for (int p = 0; p < points; p++) {
                double u = places[2 * example * points + p];
                double v = places[(2 * example + 1) * points + p];
                if (outside(u, width) || outside(v, height)) {
                    continue;
                }
                point.moveTo(v, u, height, width);
                for (int channel = 0; channel < channels; channel++) {
                    int plane = example * channels + channel;
                    out[plane * points + p] = point.interpolate(in, plane * height * width);
                }
            }
        }
        HostArray.store(out, y);
    }

    /** See {@link org.chainer.backend.kernels.IndexingKernels#sampleBilinearGrad}. */
    static void backward(NDArray x, NDArray positions, NDArray gy, NDArray gx, NDArray gpositions) {
        int channels = (int) x.dim(1);
        int height = (int) x.dim(2);
        int width = (int) x.dim(3);
        int points =
                Math.toIntExact(positions.shape().subShape(2, positions.rank()).size());
        double[] in = HostArray.doubles(x);
        double[] places = HostArray.doubles(positions);
        double[] upstream = HostArray.doubles(gy);
        double[] out = new double[in.length];
        double[] slopes = new double[places.length];
        BilinearPoint point = new BilinearPoint();
        for (int example = 0; example < x.dim(0); example++) {
            for (int p = 0; p < points; p++) {
                int atU = 2 * example * points + p;
                int atV = (2 * example + 1) * points + p;
                if (outside(places[atU], width) || outside(places[atV], height)) {
                    continue;
                }
                point.moveTo(places[atV], places[atU], height, width);
                double right = places[atU] - Math.floor(places[atU]);
                double down = places[atV] - Math.floor(places[atV]);
                for (int channel = 0; channel < channels; channel++) {
                    int plane = example * channels + channel;
                    double g = upstream[plane * points + p];
                    point.scatter(g, out, plane * height * width);
                    double[] value = new double[4];
                    for (int i = 0; i < 4; i++) {
                        value[i] = point.corner[i] < 0 ? 0 : in[plane * height * width + point.corner[i]];
                    }
                    slopes[atU] += g * ((1 - down) * (value[1] - value[0]) + down * (value[3] - value[2]));
                    slopes[atV] += g * ((1 - right) * (value[2] - value[0]) + right * (value[3] - value[1]));
                }
            }
        }
        if (gx != null) {
            HostArray.store(out, gx);
        }
        if (gpositions != null) {
            HostArray.store(slopes, gpositions);
        }
    }

    /** Whether a place is so far outside that only zeros are around it. */
    private static boolean outside(double place, int length) {
        return place <= -1 || place >= length;
    }
}
