package org.chainer.functions;

import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * A gradient of which there is no gradient: what the backward method of a function returns that can be differentiated once only. Second derivatives
 * through it are an error, those along other paths are not disturbed.
 */
public final class FirstOrderGradient extends FunctionNode {
    private final String function;
    private final NDArray gradient;

    private FirstOrderGradient(String function, NDArray gradient) {
        this.function = function;
        this.gradient = gradient;
    }

    /**
     * The gradient as a variable that depends on others.
     *
     * @param function the function's name, for the error
     * @param gradient the gradient
     * @param sources what it was computed from
     */
    public static Variable of(String function, NDArray gradient, Variable... sources) {
        return Chainer.config().enableBackprop()
                ? new FirstOrderGradient(function, gradient).applySingle(sources)
                : new Variable(gradient, false);
    }

    @Override
    public String label() {
        return function + " gradient";
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(gradient);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        throw new UnsupportedOperationException(
                function + " can be differentiated once only: there is no second derivative through it");
    }
}
