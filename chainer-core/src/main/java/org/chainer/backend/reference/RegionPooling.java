package org.chainer.backend.reference;

import java.util.Arrays;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** Pooling of the cells of {@link RegionGrid}. */
final class RegionPooling {
    private RegionPooling() {}

    static void max(
            NDArray x, NDArray regions, NDArray examples, double scale, boolean inclusive, NDArray y, NDArray indices) {
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(y.size())];
        long[] found = new long[out.length];
        Arrays.fill(out, inclusive ? 0 : Double.NEGATIVE_INFINITY);
        Arrays.fill(found, -1);
        Planes planes = new Planes(x, y);
        new RegionGrid(x, y, regions, examples, scale)
                .eachCell(inclusive, (region, example, cell, top, bottom, left, right) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        int first = planes.in(example, channel);
                        int at = planes.out(region, channel) + cell;
                        for (int row = top; row < bottom; row++) {
                            for (int column = left; column < right; column++) {
                                double value = in[first + row * planes.width + column];
                                if (found[at] < 0 || value > out[at] || Double.isNaN(value) && !Double.isNaN(out[at])) {
                                    out[at] = value;
                                    found[at] = row * planes.width + column;
                                }
                            }
                        }
                    }
                });
        HostArray.store(out, y);
        HostArray.store(found, indices);
    }

    static void maxGrad(NDArray gy, NDArray examples, NDArray indices, NDArray gx) {
        double[] upstream = HostArray.doubles(gy);
        long[] found = HostArray.longs(indices);
        int[] example = RegionGrid.examples(examples, gx.dim(0));
        double[] out = new double[Math.toIntExact(gx.size())];
        Planes planes = new Planes(gx, gy);
        for (int i = 0; i < upstream.length; i++) {
            if (found[i] >= planes.plane) {
                throw new IndexOutOfBoundsException(
                        "pooling index " + found[i] + " is outside a plane of " + planes.plane + " elements");
            }
            if (found[i] >= 0) {
                int channel = i / planes.grid % planes.channels;
                int region = i / planes.grid / planes.channels;
                out[planes.in(example[region], channel) + (int) found[i]] += upstream[i];
            }
        }
        HostArray.store(out, gx);
    }

    static void average(NDArray x, NDArray regions, NDArray examples, double scale, NDArray y) {
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(y.size())];
        Planes planes = new Planes(x, y);
        new RegionGrid(x, y, regions, examples, scale)
                .eachCell(false, (region, example, cell, top, bottom, left, right) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        int first = planes.in(example, channel);
                        double sum = 0;
                        for (int row = top; row < bottom; row++) {
                            for (int column = left; column < right; column++) {
                                sum += in[first + row * planes.width + column];
                            }
                        }
                        out[planes.out(region, channel) + cell] = sum / (bottom - top) / (right - left);
                    }
                });
        HostArray.store(out, y);
    }

    static void averageGrad(NDArray gy, NDArray regions, NDArray examples, double scale, NDArray gx) {
        double[] upstream = HostArray.doubles(gy);
        double[] out = new double[Math.toIntExact(gx.size())];
        Planes planes = new Planes(gx, gy);
        new RegionGrid(gx, gy, regions, examples, scale)
                .eachCell(false, (region, example, cell, top, bottom, left, right) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        int first = planes.in(example, channel);
                        double share = upstream[planes.out(region, channel) + cell] / (bottom - top) / (right - left);
                        for (int row = top; row < bottom; row++) {
                            for (int column = left; column < right; column++) {
                                out[first + row * planes.width + column] += share;
                            }
                        }
                    }
                });
        HostArray.store(out, gx);
    }

    static void maxAlign(
            NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, NDArray y, NDArray indices) {
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(y.size())];
        long[] found = new long[out.length];
        Arrays.fill(out, Double.NEGATIVE_INFINITY);
        Arrays.fill(found, -1);
        Planes planes = new Planes(x, y);
        new RegionGrid(x, y, regions, examples, scale)
                .eachSample(samples, (region, example, cell, sample, count, point) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        int at = planes.out(region, channel) + cell;
                        double value = point.interpolate(in, planes.in(example, channel));
                        if (value > out[at]) {
                            out[at] = value;
                            found[at] = sample;
                        }
                    }
                });
        HostArray.store(out, y);
        HostArray.store(found, indices);
    }

    static void maxAlignGrad(
            NDArray gy, NDArray regions, NDArray examples, NDArray indices, double scale, int[] samples, NDArray gx) {
        double[] upstream = HostArray.doubles(gy);
        long[] found = HostArray.longs(indices);
        double[] out = new double[Math.toIntExact(gx.size())];
        Planes planes = new Planes(gx, gy);
        new RegionGrid(gx, gy, regions, examples, scale)
                .eachSample(samples, (region, example, cell, sample, count, point) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        int at = planes.out(region, channel) + cell;
                        if (found[at] == sample) {
                            point.scatter(upstream[at], out, planes.in(example, channel));
                        }
                    }
                });
        HostArray.store(out, gx);
    }

    static void averageAlign(NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, NDArray y) {
        double[] in = HostArray.doubles(x);
        double[] out = new double[Math.toIntExact(y.size())];
        Planes planes = new Planes(x, y);
        new RegionGrid(x, y, regions, examples, scale)
                .eachSample(samples, (region, example, cell, sample, count, point) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        double value = point.interpolate(in, planes.in(example, channel));
                        out[planes.out(region, channel) + cell] += value / count;
                    }
                });
        HostArray.store(out, y);
    }

    static void averageAlignGrad(
            NDArray gy, NDArray regions, NDArray examples, double scale, int[] samples, NDArray gx) {
        double[] upstream = HostArray.doubles(gy);
        double[] out = new double[Math.toIntExact(gx.size())];
        Planes planes = new Planes(gx, gy);
        new RegionGrid(gx, gy, regions, examples, scale)
                .eachSample(samples, (region, example, cell, sample, count, point) -> {
                    for (int channel = 0; channel < planes.channels; channel++) {
                        double share = upstream[planes.out(region, channel) + cell] / count;
                        point.scatter(share, out, planes.in(example, channel));
                    }
                });
        HostArray.store(out, gx);
    }

    /** Where the planes of x (batch, channels, height, width) and the grids of y (regions, channels, rows, columns) begin. */
    private static final class Planes {
        final int channels;
        final int width;
        final int plane;
        final int grid;

        Planes(NDArray x, NDArray y) {
            channels = (int) x.dim(1);
            width = (int) x.dim(3);
            plane = Math.toIntExact(x.dim(2) * width);
            grid = Math.toIntExact(y.dim(2) * y.dim(3));
        }

        int in(int example, int channel) {
            return (example * channels + channel) * plane;
        }

        int out(int region, int channel) {
            return (region * channels + channel) * grid;
        }
    }
}
