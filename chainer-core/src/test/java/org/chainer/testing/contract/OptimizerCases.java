package org.chainer.testing.contract;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.OptimizerKernels;

/** Parameter updates. */
final class OptimizerCases {
    private static final Class<?> TOPIC = OptimizerKernels.class;
    private static final long[][] SHAPES = {{2, 3, 4}, {}, {0, 3}, {3, 1031}};

    private OptimizerCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : Data.FLOATS) {
            for (long[] shape : SHAPES) {
                add(cases, new Numbers(new Data(), dtype, shape));
            }
        }
        return cases;
    }

    /** Parameters, gradients and states of one shape. */
    private record Numbers(Data data, DType dtype, long... shape) {
        NDArray any() {
            return data.normal(dtype, shape);
        }

        NDArray positive() {
            return data.uniform(dtype, 1, 2, shape);
        }
    }

    private static void add(List<KernelCase> cases, Numbers n) {
        cases.add(KernelCase.of(TOPIC, "sgd", "", n.any(), n.any(), 0.1));
        cases.add(KernelCase.of(TOPIC, "momentumSgd", "", n.any(), n.any(), n.any(), 0.1, 0.9));
        cases.add(KernelCase.of(TOPIC, "correctedMomentumSgd", "", n.any(), n.any(), n.any(), 0.1, 0.9));
        cases.add(KernelCase.of(TOPIC, "nesterovAg", "", n.any(), n.any(), n.any(), 0.1, 0.9));
        cases.add(KernelCase.of(TOPIC, "adaGrad", "", n.any(), n.any(), n.positive(), 0.1, 1e-3));
        cases.add(KernelCase.of(TOPIC, "adaDelta", "", n.any(), n.any(), n.positive(), n.positive(), 0.95, 1e-3));
        for (boolean inside : new boolean[] {true, false}) {
            cases.add(KernelCase.of(TOPIC, "rmsprop", "", n.any(), n.any(), n.positive(), 0.1, 0.9, 1e-3, inside));
        }
        // The mean's square must stay below the mean of squares.
        NDArray mean = n.data.uniform(n.dtype, -0.3, 0.3, n.shape);
        cases.add(KernelCase.of(
                TOPIC, "rmspropGraves", "", n.any(), n.any(), n.positive(), mean, n.any(), 0.1, 0.9, 0.9, 1e-3));
        cases.add(
                KernelCase.of(TOPIC, "smorms3", "", n.any(), n.any(), n.positive(), n.any(), n.positive(), 0.1, 1e-3));
        cases.add(KernelCase.of(
                TOPIC, "msvag", "", n.any(), n.any(), n.any(), n.positive(), 0.1, 0.9, 0.81, 0.7, 0.9, 0.01));
        adam(cases, n);
        DType wide = n.dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        cases.add(KernelCase.of(TOPIC, "squaredNorm", "", n.any(), 1.0, KernelCase.out(wide)));
        cases.add(KernelCase.of(TOPIC, "squaredNorm", "scaled", n.any(), 0.125, KernelCase.out(wide)));
        for (double threshold : new double[] {1.5, 100}) {
            cases.add(KernelCase.of(TOPIC, "clipNorm", "", n.any(), n.data.uniform(wide, 1, 2, 5), threshold));
        }
    }

    private static void adam(List<KernelCase> cases, Numbers n) {
        double[][] settings = {{1, 0, 0, 0}, {0.9, 0.01, 0, 0}, {1, 0, 0.01, 0.05}};
        for (double[] s : settings) {
            for (NDArray vhat : new NDArray[] {null, n.positive()}) {
                cases.add(KernelCase.of(
                        TOPIC,
                        "adam",
                        vhat == null ? "" : "AMSGrad",
                        n.any(),
                        n.any(),
                        n.any(),
                        n.positive(),
                        vhat,
                        0.1,
                        0.9,
                        0.999,
                        1e-3,
                        s[0],
                        s[1],
                        s[2],
                        s[3]));
            }
        }
    }
}
