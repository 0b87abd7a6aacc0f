package org.chainer;

import java.util.Locale;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;

/** What {@link Variable#debugPrint()} says. */
final class DebugSummary {
    private DebugSummary() {}

    static String of(Variable variable) {
        NDArray array = variable.array();
        NDArray gradient = variable.borrowGrad();
        String head = variable.name() == null
                ? "<variable at 0x" + Integer.toHexString(System.identityHashCode(variable)) + ">"
                : "<variable " + variable.name() + ">";
        return String.join(
                "\n",
                head,
                "- device: " + (array == null ? "None" : array.device().name()),
                "- backend: "
                        + (array == null ? "None" : array.device().backend().name()),
                "- shape: " + (array == null ? "None" : array.shape()),
                "- dtype: " + (array == null ? "None" : array.dtype()),
                "- statistics: " + statistics(array),
                "- grad: " + (isZero(gradient) ? "0" : statistics(gradient)));
    }

    private static boolean isZero(NDArray array) {
        return array != null && array.reduce(ReduceOp.ANY, false).item() == 0;
    }

    private static String statistics(NDArray array) {
        if (array == null) {
            return "None";
        }
        NDArray wide = array.astype(DType.FLOAT64);
        double mean = array.size() == 0 ? Double.NaN : wide.mean().item();
        double deviation = array.size() == 0
                ? Double.NaN
                : Math.sqrt(
                        wide.sub(mean).reduce(ReduceOp.SUM_OF_SQUARES, false).item() / array.size());
        return String.format(Locale.ROOT, "mean=%.8f, std=%.8f", mean, deviation);
    }
}
