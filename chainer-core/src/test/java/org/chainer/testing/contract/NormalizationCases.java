package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.backend.kernels.NormalizationKernels;

/** Softmax along every axis; normalisation by statistics of batches, layers and neighbouring channels. */
final class NormalizationCases {
    private static final Class<?> TOPIC = NormalizationKernels.class;
    private static final double EPS = 2e-5;

    private NormalizationCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : Data.FLOATS) {
            softmax(cases, data, dtype);
            batch(cases, data, dtype, new long[] {6, 5}, 0);
            batch(cases, data, dtype, new long[] {3, 4, 2, 3}, 0, 2, 3);
            batch(cases, data, dtype, new long[] {2, 3, 4}, 0, 2);
            batch(cases, data, dtype, new long[] {2, 3, 4}, 0);
            batch(cases, data, dtype, new long[] {8, 16, 7, 7}, 0, 2, 3);
            layer(cases, data, dtype, 3, 5);
            layer(cases, data, dtype, 20, 130);
            layer(cases, data, dtype, 0, 4);
            local(cases, data, dtype, 2, 7, 3);
            local(cases, data, dtype, 2, 4);
            local(cases, data, dtype, 2, 9, 3, 4);
        }
        return cases;
    }

    private static void softmax(List<KernelCase> cases, Data data, DType dtype) {
        for (String name : new String[] {"softmax", "logSoftmax"}) {
            for (int axis = 0; axis < 3; axis++) {
                NDArray x = data.uniform(dtype, -4, 4, 2, 3, 4);
                cases.add(KernelCase.of(TOPIC, name, "", x, axis, out(dtype, 2, 3, 4)));
                cases.add(KernelCase.of(
                        TOPIC,
                        name + "Grad",
                        "",
                        data.uniform(dtype, -1, 1, 2, 3, 4),
                        data.normal(dtype, 2, 3, 4),
                        axis,
                        out(dtype, 2, 3, 4)));
            }
            for (long[] shape : new long[][] {{0, 3}, {3, 1}, {7, 1000}, {70, 30}}) {
                cases.add(KernelCase.of(TOPIC, name, "", data.uniform(dtype, -4, 4, shape), 1, out(dtype, shape)));
                cases.add(KernelCase.of(
                        TOPIC,
                        name + "Grad",
                        "",
                        data.uniform(dtype, -1, 0, shape),
                        data.uniform(dtype, -0.1, 0.1, shape),
                        1,
                        out(dtype, shape)));
            }
            NDArray extreme = data.of(dtype, 1000, 1000, -1000, -60000, Double.NEGATIVE_INFINITY, 0)
                    .reshape(2, 3);
            cases.add(KernelCase.of(TOPIC, name, "of large numbers", extreme, 1, out(dtype, 2, 3))
                    .contiguousOnly());
            NDArray nan = data.of(dtype, 1, Double.NaN, 2, 1, 2, 3).reshape(2, 3);
            cases.add(KernelCase.of(TOPIC, name, "not a number", nan, 1, out(dtype, 2, 3))
                    .contiguousOnly());
        }
    }

    private static void batch(List<KernelCase> cases, Data data, DType dtype, long[] dims, int... axes) {
        NDArray x = data.normal(dtype, dims);
        NDArray gy = data.normal(dtype, dims);
        Shape statistics = x.shape().withoutAxes(axes);
        long[] kept = statistics.toArray();
        NDArray mean = data.uniform(dtype, -0.5, 0.5, kept);
        NDArray variance = data.uniform(dtype, 0.5, 2, kept);
        NDArray gamma = data.uniform(dtype, 0.5, 2, kept);
        NDArray beta = data.normal(dtype, kept);
        for (boolean affine : new boolean[] {true, false}) {
            String label = affine ? "" : "without gamma and beta";
            NDArray scale = affine ? gamma : null;
            NDArray shift = affine ? beta : null;
            cases.add(KernelCase.of(
                    TOPIC,
                    "batchNorm",
                    label,
                    x,
                    scale,
                    shift,
                    axes,
                    EPS,
                    out(dtype, dims),
                    out(dtype, kept),
                    out(dtype, kept)));
            cases.add(KernelCase.of(
                    TOPIC, "fixedBatchNorm", label, x, scale, shift, mean, variance, axes, EPS, out(dtype, dims)));
            cases.add(KernelCase.of(
                    TOPIC,
                    "batchNormGrad",
                    label,
                    x,
                    scale,
                    mean,
                    variance,
                    gy,
                    axes,
                    EPS,
                    out(dtype, dims),
                    affine ? out(dtype, kept) : null,
                    affine ? out(dtype, kept) : null));
        }
    }

    private static void layer(List<KernelCase> cases, Data data, DType dtype, long rows, long features) {
        NDArray x = data.normal(dtype, rows, features);
        NDArray gamma = data.uniform(dtype, 0.5, 2, features);
        NDArray beta = data.normal(dtype, features);
        cases.add(KernelCase.of(
                TOPIC,
                "layerNorm",
                "",
                x,
                gamma,
                beta,
                EPS,
                out(dtype, rows, features),
                out(dtype, rows),
                out(dtype, rows)));
        cases.add(KernelCase.of(
                TOPIC,
                "layerNormGrad",
                "",
                x,
                gamma,
                data.uniform(dtype, -0.5, 0.5, rows),
                data.uniform(dtype, 0.5, 2, rows),
                data.normal(dtype, rows, features),
                EPS,
                out(dtype, rows, features),
                out(dtype, features),
                out(dtype, features)));
    }

    private static void local(List<KernelCase> cases, Data data, DType dtype, long... dims) {
        NDArray x = data.normal(dtype, dims);
        NDArray y = x.emptyLike();
        NDArray scale = x.emptyLike();
        Devices.reference().normalization().localResponseNorm(x, 5, 2, 0.1, 0.75, y, scale);
        cases.add(KernelCase.of(
                TOPIC, "localResponseNorm", "", x, 5, 2.0, 0.1, 0.75, out(dtype, dims), out(dtype, dims)));
        cases.add(KernelCase.of(
                TOPIC,
                "localResponseNormGrad",
                "",
                x,
                y,
                scale,
                data.normal(dtype, dims),
                5,
                0.1,
                0.75,
                out(dtype, dims)));
    }
}
