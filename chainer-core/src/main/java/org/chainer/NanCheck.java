package org.chainer;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;

/** Debug mode's search for NaN in what functions return. */
final class NanCheck {
    private NanCheck() {}

    /** NaN was found in what a function computed. */
    private static final class NanException extends ArithmeticException {
        private static final long serialVersionUID = 1L;

        NanException(String message) {
            super(message);
        }
    }

    static void forward(FunctionNode function, NDArray[] outputs) {
        List<Integer> bad = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            if (hasNan(outputs[i])) {
                bad.add(i);
            }
        }
        if (!bad.isEmpty()) {
            throw new NanException(
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
            throw new NanException(
                    "NaN is detected on backward computation of " + function.label() + ", gradient to input(s) " + bad);
        }
    }

    /** Names the function whose gradient was being computed when an exception came out of one that it is made of. */
    static ArithmeticException within(FunctionNode function, ArithmeticException found) {
        if (!(found instanceof NanException)) {
            return found;
        }
        NanException named = new NanException(
                "NaN is detected on backward computation of " + function.label() + ": " + found.getMessage());
        named.initCause(found);
        return named;
    }

    private static boolean hasNan(NDArray array) {
        return array != null
                && array.dtype().isFloating()
                && array.apply(UnaryOp.IS_NAN).reduce(ReduceOp.ANY, false).item() != 0;
    }
}
