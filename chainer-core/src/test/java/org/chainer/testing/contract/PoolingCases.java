package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.backend.kernels.PoolingKernels;

/** Pooling of windows over one to three axes, and of regions of interest. */
final class PoolingCases {
    private static final Class<?> TOPIC = PoolingKernels.class;

    private PoolingCases() {}

    private record Geometry(String label, long[] x, int[] kernel, int[] stride, int[] pad, boolean coverAll) {
        long[] y() {
            long[] result = x.clone();
            for (int i = 0; i < kernel.length; i++) {
                long room = x[i + 2] + 2L * pad[i] - kernel[i] + (coverAll ? stride[i] - 1 : 0);
                result[i + 2] = room / stride[i] + 1;
            }
            return result;
        }
    }

    private static final List<Geometry> GEOMETRIES = List.of(
            new Geometry("over one axis", new long[] {2, 3, 7}, new int[] {3}, new int[] {2}, new int[] {1}, false),
            new Geometry("plain", new long[] {2, 3, 6, 4}, new int[] {2, 2}, new int[] {2, 2}, new int[] {0, 0}, false),
            new Geometry(
                    "overlapping",
                    new long[] {2, 2, 7, 8},
                    new int[] {3, 3},
                    new int[] {2, 2},
                    new int[] {1, 1},
                    false),
            new Geometry(
                    "covering all",
                    new long[] {2, 2, 6, 7},
                    new int[] {3, 2},
                    new int[] {2, 2},
                    new int[] {0, 0},
                    true),
            new Geometry("uneven", new long[] {1, 2, 7, 9}, new int[] {2, 4}, new int[] {1, 3}, new int[] {1, 2}, true),
            new Geometry(
                    "over three axes",
                    new long[] {1, 2, 4, 5, 3},
                    new int[] {2, 3, 2},
                    new int[] {1, 2, 1},
                    new int[] {1, 0, 1},
                    false),
            new Geometry(
                    "of nothing", new long[] {0, 2, 4, 4}, new int[] {2, 2}, new int[] {2, 2}, new int[] {0, 0}, false),
            new Geometry(
                    "larger", new long[] {4, 16, 14, 14}, new int[] {3, 3}, new int[] {2, 2}, new int[] {1, 1}, true));

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : Data.FLOATS) {
            for (Geometry geometry : GEOMETRIES) {
                windows(cases, data, dtype, geometry);
            }
            NDArray nan = data.of(dtype, 1, Double.NaN, 3, 4).reshape(1, 1, 2, 2);
            cases.add(KernelCase.of(
                    TOPIC,
                    "maxPool",
                    "not a number",
                    nan,
                    ints(2),
                    ints(2),
                    ints(0),
                    out(dtype, 1, 1, 1, 1),
                    out(DType.INT32, 1, 1, 1, 1)));
            NDArray equal = NDArray.ones(dtype, 1, 1, 4, 4);
            cases.add(KernelCase.of(
                    TOPIC,
                    "maxPool",
                    "of equal numbers",
                    equal,
                    ints(3),
                    ints(1),
                    ints(1),
                    out(dtype, 1, 1, 4, 4),
                    out(DType.INT32, 1, 1, 4, 4)));
            regions(cases, data, dtype);
        }
        return cases;
    }

    private static int[] ints(int value) {
        return new int[] {value, value};
    }

    private static void windows(List<KernelCase> cases, Data data, DType dtype, Geometry g) {
        NDArray x = data.normal(dtype, g.x);
        NDArray gy = data.normal(dtype, g.y());
        NDArray indices = out(DType.INT32, g.y());
        cases.add(KernelCase.of(TOPIC, "maxPool", g.label, x, g.kernel, g.stride, g.pad, out(dtype, g.y()), indices));
        NDArray found = indices.copy();
        Devices.reference().pooling().maxPool(x, g.kernel, g.stride, g.pad, gy.emptyLike(), found);
        cases.add(KernelCase.of(TOPIC, "maxPoolGrad", g.label, gy, found, g.kernel, g.stride, g.pad, out(dtype, g.x))
                .contiguousOnly());
        cases.add(KernelCase.of(TOPIC, "takePooled", g.label, x, found, g.kernel, g.stride, g.pad, out(dtype, g.y()))
                .contiguousOnly());
        for (boolean exclusive : new boolean[] {false, true}) {
            cases.add(KernelCase.of(
                    TOPIC, "averagePool", g.label, x, g.kernel, g.stride, g.pad, exclusive, out(dtype, g.y())));
            cases.add(KernelCase.of(
                    TOPIC, "averagePoolGrad", g.label, gy, g.kernel, g.stride, g.pad, exclusive, out(dtype, g.x)));
        }
    }

    private static void regions(List<KernelCase> cases, Data data, DType dtype) {
        NDArray x = data.normal(dtype, 2, 3, 8, 9);
        NDArray regions =
                data.of(dtype, 1, 1, 6, 7, 0, 2, 4, 3, 5, 5, 14, 16, 3, 3, 3, 3).reshape(4, 4);
        NDArray examples = data.of(DType.INT32, 0, 1, 1, 0);
        NDArray gy = data.normal(dtype, 4, 3, 2, 3);
        long[] result = gy.shape().toArray();
        for (double scale : new double[] {1, 0.5}) {
            for (boolean inclusive : new boolean[] {true, false}) {
                cases.add(KernelCase.of(
                        TOPIC,
                        "roiMaxPool",
                        "",
                        x,
                        regions,
                        examples,
                        scale,
                        inclusive,
                        out(dtype, result),
                        out(DType.INT32, result)));
            }
            cases.add(KernelCase.of(TOPIC, "roiAveragePool", "", x, regions, examples, scale, out(dtype, result)));
            cases.add(KernelCase.of(
                    TOPIC,
                    "roiAveragePoolGrad",
                    "",
                    gy,
                    regions,
                    examples,
                    scale,
                    out(dtype, x.shape().toArray())));
            for (int[] samples : new int[][] {{2, 2}, {0, 0}}) {
                cases.add(KernelCase.of(
                        TOPIC,
                        "roiMaxAlign",
                        "",
                        x,
                        regions,
                        examples,
                        scale,
                        samples,
                        out(dtype, result),
                        out(DType.INT32, result)));
                cases.add(KernelCase.of(
                        TOPIC, "roiAverageAlign", "", x, regions, examples, scale, samples, out(dtype, result)));
                cases.add(KernelCase.of(
                        TOPIC,
                        "roiAverageAlignGrad",
                        "",
                        gy,
                        regions,
                        examples,
                        scale,
                        samples,
                        out(dtype, x.shape().toArray())));
                NDArray greatest = out(DType.INT32, result);
                Devices.reference()
                        .pooling()
                        .roiMaxAlign(x, regions, examples, scale, samples, gy.emptyLike(), greatest);
                cases.add(KernelCase.of(
                                TOPIC,
                                "roiMaxAlignGrad",
                                "",
                                gy,
                                regions,
                                examples,
                                greatest,
                                scale,
                                samples,
                                out(dtype, x.shape().toArray()))
                        .contiguousOnly());
            }
        }
        NDArray greatest = out(DType.INT32, result);
        Devices.reference().pooling().roiMaxPool(x, regions, examples, 1, false, gy.emptyLike(), greatest);
        cases.add(KernelCase.of(
                        TOPIC,
                        "roiMaxPoolGrad",
                        "",
                        gy,
                        examples,
                        greatest,
                        out(dtype, x.shape().toArray()))
                .contiguousOnly());
        NDArray wrong = data.of(DType.INT32, 0, 2, 1, 0);
        cases.add(KernelCase.of(
                        TOPIC,
                        "roiMaxPool",
                        "of a missing example",
                        x,
                        regions,
                        wrong,
                        1.0,
                        true,
                        out(dtype, result),
                        out(DType.INT32, result))
                .expecting(IndexOutOfBoundsException.class));
        cases.add(KernelCase.of(
                        TOPIC, "roiAveragePool", "of a missing example", x, regions, wrong, 1.0, out(dtype, result))
                .expecting(IndexOutOfBoundsException.class));
    }
}
