package org.chainer.training.extensions;

import org.chainer.Parameter;
import org.chainer.array.NDArray;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/** Ends training by an error as soon as a parameter has a NaN or an infinite number. Looking at all parameters takes time: choose a trigger. */
public final class FailOnNonNumber implements Extension {

    /** An extension that looks at each iteration's parameters. */
    public FailOnNonNumber() {}

    @Override
    public void run(Trainer trainer) {
        trainer.updater()
                .getAllOptimizers()
                .forEach((name, optimizer) -> optimizer
                        .target()
                        .namedParams(false)
                        .forEach((path, parameter) -> check(name, path, parameter)));
    }

    private static void check(String optimizer, String path, Parameter parameter) {
        NDArray array = parameter.array();
        // A sum is finite only if all its parts are; if it is not, it may have overflowed, so that the parts decide.
        if (!Double.isFinite(array.sum().item()) && hasNonNumber(array)) {
            throw new ArithmeticException(
                    "parameter " + path + " of optimizer '" + optimizer
                            + "' has become NaN or infinite: the training diverged; try a smaller learning rate or gradient clipping");
        }
    }

    private static boolean hasNonNumber(NDArray array) {
        for (double value : array.toDoubleArray()) {
            if (!Double.isFinite(value)) {
                return true;
            }
        }
        return false;
    }
}
