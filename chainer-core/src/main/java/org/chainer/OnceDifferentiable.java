package org.chainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.chainer.array.NDArray;

/**
 * Stands between the gradients of a function that is differentiable once only and what they depend on, the function's inputs and the gradients to its
 * outputs: it refuses to be differentiated.
 */
final class OnceDifferentiable extends FunctionNode {
    private final String function;
    private final NDArray[] gradients;

    private OnceDifferentiable(String function, NDArray[] gradients) {
        this.function = function;
        this.gradients = gradients;
    }

    static Variable[] variables(String function, VariableNode[] inputs, Variable[] gy, NDArray[] gx) {
        NDArray[] given = Arrays.stream(gx).filter(Objects::nonNull).toArray(NDArray[]::new);
        Variable[] result = new Variable[gx.length];
        if (given.length == 0) {
            return result;
        }
        Variable[] variables;
        if (Chainer.config().enableBackprop()) {
            List<Variable> sources = new ArrayList<>();
            for (VariableNode input : inputs) {
                // Its place in the graph is what counts; its array may not have been retained.
                sources.add(new Variable(given[0], input));
            }
            Arrays.stream(gy).filter(Objects::nonNull).forEach(sources::add);
            variables = new OnceDifferentiable(function, given).apply(sources.toArray(Variable[]::new));
        } else {
            variables = Arrays.stream(given)
                    .map(array -> new Variable(array, false))
                    .toArray(Variable[]::new);
        }
        int next = 0;
        for (int i = 0; i < gx.length; i++) {
            result[i] = gx[i] == null ? null : variables[next++];
        }
        return result;
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return gradients;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        throw new IllegalStateException(function
                + " can be differentiated once only: its gradient is not made of differentiable functions, so it cannot take part in"
                + " double backprop");
    }
}
