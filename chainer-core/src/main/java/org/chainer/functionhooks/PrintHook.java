package org.chainer.functionhooks;

import java.io.PrintStream;
import org.chainer.FunctionHook;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * Prints what functions are about to compute with: before each forward pass the inputs, before each backward pass the inputs that were kept and the outputs'
 * gradients; of each the device, shape, dtype, mean and standard deviation.
 *
 * <pre>{@code
 * try (var scope = Chainer.usingHook(new PrintHook())) {
 *     model.apply(x).backward();
 * }
 * }</pre>
 *
 * <p>Chainer: {@code function_hooks.PrintHook}.
 */
public class PrintHook implements FunctionHook {
    private final PrintStream out;

    /** Prints to standard output. */
    public PrintHook() {
        this(System.out);
    }

    /** Prints to a stream. */
    public PrintHook(PrintStream out) {
        this.out = out;
    }

    @Override
    public void forwardPreprocess(FunctionNode function, NDArray[] inputs) {
        print(function, inputs);
        out.flush();
    }

    @Override
    public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        print(function, inputs);
        out.println("output gradient");
        for (NDArray gradient : outputGradients) {
            if (gradient == null) {
                out.println("(none)");
            } else {
                Variable variable = new Variable(gradient.zerosLike(), false);
                variable.setGrad(gradient);
                out.println(variable.debugPrint());
            }
        }
        out.flush();
    }

    private void print(FunctionNode function, NDArray[] inputs) {
        out.println("function\t" + function.label());
        out.println("input data");
        for (NDArray input : inputs) {
            out.println(input == null ? "(removed)" : new Variable(input, false).debugPrint());
        }
    }
}
