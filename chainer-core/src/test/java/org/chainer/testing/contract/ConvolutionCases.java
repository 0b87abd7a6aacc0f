package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ConvolutionKernels;

/** Convolutions over one to three axes, with strides, padding, dilation and groups. */
final class ConvolutionCases {
    private static final Class<?> TOPIC = ConvolutionKernels.class;

    private ConvolutionCases() {}

    /** A convolution's geometry; {@code beyond} is how far the last window reaches past the padding, as with Chainer's cover_all. */
    private record Geometry(
            String label,
            long batch,
            int in,
            int out,
            int groups,
            int[] size,
            int[] kernel,
            int[] stride,
            int[] pad,
            int[] dilate,
            int beyond) {

        long[] outSize() {
            long[] result = new long[size.length];
            for (int i = 0; i < result.length; i++) {
                int reach = dilate[i] * (kernel[i] - 1) + 1;
                result[i] = (size[i] + 2L * pad[i] + beyond - reach) / stride[i] + 1;
            }
            return result;
        }

        long[] shape(long first, long second, long... rest) {
            long[] dims = new long[2 + rest.length];
            dims[0] = first;
            dims[1] = second;
            System.arraycopy(rest, 0, dims, 2, rest.length);
            return dims;
        }

        long[] x() {
            return shape(batch, in, longs(size));
        }

        long[] w() {
            return shape(out, in / groups, longs(kernel));
        }

        long[] y() {
            return shape(batch, out, outSize());
        }

        long[] columns() {
            long[] patch = longs(kernel);
            long[] places = outSize();
            long[] both = new long[patch.length + places.length];
            System.arraycopy(patch, 0, both, 0, patch.length);
            System.arraycopy(places, 0, both, patch.length, places.length);
            return shape(batch, in, both);
        }

        private static long[] longs(int... values) {
            return java.util.Arrays.stream(values).asLongStream().toArray();
        }
    }

    private static final List<Geometry> GEOMETRIES = List.of(
            new Geometry(
                    "over one axis",
                    2,
                    3,
                    4,
                    1,
                    new int[] {7},
                    new int[] {3},
                    new int[] {2},
                    new int[] {1},
                    new int[] {1},
                    0),
            new Geometry(
                    "of points",
                    2,
                    3,
                    4,
                    1,
                    new int[] {4, 5},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    new int[] {0, 0},
                    new int[] {1, 1},
                    0),
            new Geometry(
                    "plain",
                    2,
                    3,
                    4,
                    1,
                    new int[] {6, 5},
                    new int[] {3, 3},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    0),
            new Geometry(
                    "uneven",
                    1,
                    2,
                    3,
                    1,
                    new int[] {7, 9},
                    new int[] {2, 3},
                    new int[] {2, 3},
                    new int[] {1, 2},
                    new int[] {1, 1},
                    0),
            new Geometry(
                    "covering all",
                    2,
                    2,
                    2,
                    1,
                    new int[] {6, 7},
                    new int[] {3, 2},
                    new int[] {2, 2},
                    new int[] {0, 0},
                    new int[] {1, 1},
                    1),
            new Geometry(
                    "dilated",
                    2,
                    2,
                    3,
                    1,
                    new int[] {8, 9},
                    new int[] {3, 2},
                    new int[] {1, 2},
                    new int[] {2, 1},
                    new int[] {2, 3},
                    0),
            new Geometry(
                    "in groups",
                    2,
                    4,
                    6,
                    2,
                    new int[] {5, 5},
                    new int[] {3, 3},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    0),
            new Geometry(
                    "by depth",
                    2,
                    4,
                    8,
                    4,
                    new int[] {5, 6},
                    new int[] {3, 3},
                    new int[] {2, 2},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    0),
            new Geometry(
                    "over three axes",
                    1,
                    2,
                    3,
                    1,
                    new int[] {4, 5, 3},
                    new int[] {2, 3, 2},
                    new int[] {1, 2, 1},
                    new int[] {1, 0, 1},
                    new int[] {1, 1, 1},
                    0),
            new Geometry(
                    "of nothing",
                    0,
                    2,
                    3,
                    1,
                    new int[] {4, 4},
                    new int[] {3, 3},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    0),
            new Geometry(
                    "larger",
                    4,
                    16,
                    24,
                    1,
                    new int[] {12, 13},
                    new int[] {3, 3},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    new int[] {1, 1},
                    0));

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : Data.FLOATS) {
            for (Geometry geometry : GEOMETRIES) {
                List<KernelCase> added = new ArrayList<>();
                add(added, data, dtype, geometry);
                if (geometry.label.equals("larger")) {
                    added.forEach(KernelCase::contiguousOnly);
                }
                cases.addAll(added);
            }
        }
        return cases;
    }

    private static void add(List<KernelCase> cases, Data data, DType dtype, Geometry g) {
        NDArray x = data.normal(dtype, g.x());
        NDArray w = data.uniform(dtype, -0.5, 0.5, g.w());
        NDArray gy = data.normal(dtype, g.y());
        for (boolean biased : new boolean[] {true, false}) {
            NDArray bias = biased ? data.normal(dtype, g.out) : null;
            NDArray biasIn = biased ? data.normal(dtype, g.in) : null;
            cases.add(KernelCase.of(
                    TOPIC, "convolve", g.label, x, w, bias, g.stride, g.pad, g.dilate, g.groups, out(dtype, g.y())));
            cases.add(KernelCase.of(
                    TOPIC,
                    "convolveGradInput",
                    g.label,
                    gy,
                    w,
                    biasIn,
                    g.stride,
                    g.pad,
                    g.dilate,
                    g.groups,
                    out(dtype, g.x())));
        }
        cases.add(KernelCase.of(
                TOPIC, "convolveGradWeight", g.label, x, gy, g.stride, g.pad, g.dilate, g.groups, out(dtype, g.w())));
        cases.add(KernelCase.of(
                TOPIC,
                "convolveGradParameters",
                g.label,
                x,
                gy,
                g.stride,
                g.pad,
                g.dilate,
                g.groups,
                out(dtype, g.w()),
                out(dtype, g.out)));
        if (g.groups == 1) {
            for (double fill : new double[] {0, -1.5}) {
                cases.add(KernelCase.of(
                        TOPIC,
                        "im2col",
                        g.label,
                        x,
                        g.kernel,
                        g.stride,
                        g.pad,
                        g.dilate,
                        fill,
                        out(dtype, g.columns())));
            }
            cases.add(KernelCase.of(
                    TOPIC,
                    "col2im",
                    g.label,
                    data.normal(dtype, g.columns()),
                    g.stride,
                    g.pad,
                    g.dilate,
                    out(dtype, g.x())));
        }
    }
}
