package org.chainer;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;

/** Debug mode's search for NaN in what functions return. */
final class NanCheck {
    private NanCheck() {}

    static void forward(FunctionNode function, NDArray[] outputs) {
        List<Integer> bad = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            if (hasNan(outputs[i])) {
                bad.add(i);
            }
        }
        if (!bad.isEmpty()) {
            throw new ArithmeticException(
                    "NaN is detected on forward computation of " + function.label() + ", output(s) " + bad);
        }
    }

    static void backward(FunctionNode function, int[] wanted, Variable[] gradients) {
        List<Integer> bad = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] != null && hasNan(gradients[i].array())) {
                bad.add(wanted[i]);
            }
        }
        if (!bad.isEmpty()) {
            throw new ArithmeticException(
                    "NaN is detected on backward computation of " + function.label() + ", gradient to input(s) " + bad);
        }
    }

    private static boolean hasNan(NDArray array) {
        return array != null
                && array.dtype().isFloating()
                && array.apply(UnaryOp.IS_NAN).reduce(ReduceOp.ANY, false).item() != 0;
    }
}
