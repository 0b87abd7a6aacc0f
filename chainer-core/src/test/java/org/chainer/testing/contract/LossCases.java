package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.backend.kernels.LossKernels;

/** Fused losses. */
final class LossCases {
    private static final Class<?> TOPIC = LossKernels.class;

    private LossCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType label : new DType[] {DType.INT32, DType.INT64, DType.INT8}) {
            cases.add(KernelCase.of(TOPIC, "checkLabels", "", data.integers(label, -1, 5, 4, 3), -1, 5L));
            cases.add(KernelCase.of(TOPIC, "checkLabels", "that are wrong", data.integers(label, 3, 5, 9), -1, 3L)
                    .expecting(IndexOutOfBoundsException.class));
        }
        for (DType dtype : Data.FLOATS) {
            for (DType label : new DType[] {DType.INT32, DType.INT64}) {
                crossEntropy(cases, data, dtype, label, 5, 4);
                crossEntropy(cases, data, dtype, label, 0, 3);
                crossEntropy(cases, data, dtype, label, 70, 300);
            }
            for (double wrong : new double[] {3, -2}) {
                cases.add(KernelCase.of(
                                TOPIC,
                                "softmaxCrossEntropy",
                                "label out of range",
                                data.normal(dtype, 2, 3),
                                data.of(DType.INT32, 0, wrong),
                                -1,
                                null,
                                out(dtype, 2, 3),
                                out(dtype, 2))
                        .expecting(IndexOutOfBoundsException.class));
            }
            ctc(cases, data, dtype);
        }
        return cases;
    }

    private static void crossEntropy(
            List<KernelCase> cases, Data data, DType dtype, DType label, long rows, int classes) {
        NDArray x = data.uniform(dtype, -3, 3, rows, classes);
        NDArray labels = data.integers(label, -1, classes, rows);
        NDArray softmax = x.emptyLike();
        Devices.reference().normalization().softmax(x, 1, softmax);
        for (NDArray weight : new NDArray[] {null, data.uniform(dtype, 0.5, 2, classes)}) {
            String text = weight == null ? "" : "weighted";
            cases.add(KernelCase.of(
                    TOPIC,
                    "softmaxCrossEntropy",
                    text,
                    x,
                    labels,
                    -1,
                    weight,
                    out(dtype, rows, classes),
                    out(dtype, rows)));
            NDArray gy = data.normal(dtype, rows);
            cases.add(KernelCase.of(
                    TOPIC,
                    "softmaxCrossEntropyGrad",
                    text,
                    softmax,
                    labels,
                    -1,
                    weight,
                    gy,
                    0.25,
                    out(dtype, rows, classes)));
        }
    }

    private static void ctc(List<KernelCase> cases, Data data, DType dtype) {
        NDArray x = data.normal(dtype, 6, 3, 4);
        NDArray labels = data.of(DType.INT32, 1, 2, 2, 3, 0, 0, 1, 1, 1).reshape(3, 3);
        NDArray inputLengths = data.of(DType.INT32, 6, 4, 3);
        NDArray labelLengths = data.of(DType.INT32, 3, 1, 3);
        cases.add(KernelCase.of(
                TOPIC, "ctc", "", x, labels, inputLengths, labelLengths, 0, out(dtype, 3), out(dtype, 6, 3, 4)));
        cases.add(KernelCase.of(
                TOPIC, "ctc", "without gradient", x, labels, inputLengths, labelLengths, 0, out(dtype, 3), null));
        NDArray wrong = data.of(DType.INT32, 1, 2, 4, 3, 0, 0, 1, 1, 1).reshape(3, 3);
        cases.add(KernelCase.of(
                        TOPIC,
                        "ctc",
                        "symbol out of range",
                        x,
                        wrong,
                        inputLengths,
                        labelLengths,
                        0,
                        out(dtype, 3),
                        out(dtype, 6, 3, 4))
                .expecting(IndexOutOfBoundsException.class));
    }
}
