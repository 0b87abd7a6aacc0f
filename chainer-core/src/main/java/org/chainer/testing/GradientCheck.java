package org.chainer.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.chainer.Chainer;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.DeviceScope;

/**
 * Compares gradients that {@code backward()} computes with finite differences.
 *
 * <pre>{@code
 * GradientCheck.of(x -> F.linear(x[0], x[1], x[2]), x, w, b).checkBackward().checkDoubleBackward();
 * }</pre>
 *
 * <p>The comparison is along one random direction through all inputs and parameters at once: for the outputs' gradients gy and a direction d, {@code
 * Σ gx·d} must equal the derivative of {@code Σ gy·f(x + δ·d)} by δ. Inputs and parameters are converted to float64 first (see {@link #dtype}); inputs of
 * integer or bool dtype get no gradient. Chainer: {@code gradient_check.check_backward} and {@code check_double_backward}.
 */
public final class GradientCheck {
    private final Target target;
    private final NDArray[] inputs;
    private NDArray[] gradOutputs;
    private Parameter[] params = {};
    private boolean[] noGrads;
    private double eps = 1e-3;
    private double rtol = 1e-4;
    private double atol = 1e-5;
    private DType dtype = DType.FLOAT64;

    /** A function of variables with one output. */
    @FunctionalInterface
    public interface SingleTarget {
        /** Applies the function. */
        Variable apply(Variable[] x);
    }

    /** A function of variables with several outputs. */
    @FunctionalInterface
    public interface Target {
        /** Applies the function. */
        Variable[] apply(Variable[] x);
    }

    private GradientCheck(Target target, NDArray[] inputs) {
        this.target = target;
        this.inputs = inputs;
        noGrads = new boolean[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            noGrads[i] = !inputs[i].dtype().isFloating();
        }
    }

    /** A check of a function with one output at the given inputs. */
    public static GradientCheck of(SingleTarget function, NDArray... inputs) {
        return new GradientCheck(x -> new Variable[] {function.apply(x)}, inputs);
    }

    /** A check of a function with several outputs at the given inputs. */
    public static GradientCheck ofAll(Target function, NDArray... inputs) {
        return new GradientCheck(function, inputs);
    }

    /**
     * Gradients to the outputs; a null element leaves that output out. Without them they are random.
     *
     * @throws IllegalArgumentException later, by the check, if number or shapes do not fit the outputs
     */
    public GradientCheck gradOutputs(NDArray... gradients) {
        gradOutputs = gradients;
        return this;
    }

    /** Parameters that the function uses beside its inputs; their gradients are checked too. They are restored afterwards. */
    public GradientCheck params(Parameter... parameters) {
        params = parameters;
        return this;
    }

    /** Numbers of inputs to which no gradient is checked, beside those that are not floating-point numbers. */
    public GradientCheck noGrads(int... indices) {
        for (int i : indices) {
            noGrads[i] = true;
        }
        return this;
    }

    /** Step of the finite differences; initially 0.001. */
    public GradientCheck eps(double newEps) {
        if (!(newEps > 0)) {
            throw new IllegalArgumentException("gradient check: eps is " + newEps + ", expected a positive number");
        }
        eps = newEps;
        return this;
    }

    /** Relative and absolute tolerance; initially 1e-4 and 1e-5. */
    public GradientCheck tolerance(double newRtol, double newAtol) {
        rtol = newRtol;
        atol = newAtol;
        return this;
    }

    /** Dtype to which inputs and parameters are converted; initially float64. */
    public GradientCheck dtype(DType newDtype) {
        if (!newDtype.isFloating()) {
            throw new IllegalArgumentException(
                    "gradient check: dtype is " + newDtype + ", expected a floating-point dtype");
        }
        dtype = newDtype;
        return this;
    }

    /**
     * Checks first-order gradients.
     *
     * @return this
     * @throws AssertionError if they differ: the message names the input and the place, and both values
     */
    public GradientCheck checkBackward() {
        withConvertedParams(
                () -> new DirectionalCheck("backward", target, converted(inputs), noGrads, params, eps, rtol, atol)
                        .run(gradOutputs == null ? null : converted(gradOutputs)));
        return this;
    }

    /**
     * Checks second-order gradients, those of the gradients to inputs, parameters and outputs' gradients; and that the differentiable gradients
     * equal those that {@link #checkBackward()} sees.
     *
     * @return this
     * @throws AssertionError if they differ: the message names the input and the place, and both values
     */
    public GradientCheck checkDoubleBackward() {
        withConvertedParams(() -> {
            NDArray[] x = converted(inputs);
            NDArray[] gy = gradOutputs == null ? randomLike(target.apply(variables(x))) : converted(gradOutputs);
            compareBothFirstOrderGradients(x, gy);
            NDArray[] all = Arrays.copyOf(x, x.length + gy.length);
            System.arraycopy(gy, 0, all, x.length, gy.length);
            List<NDArray> given = new ArrayList<>(Arrays.asList(all));
            given.removeIf(array -> array == null);
            boolean[] skip = Arrays.copyOf(noGrads, given.size());
            new DirectionalCheck(
                            "double backward",
                            v -> gradients(v, gy),
                            given.toArray(NDArray[]::new),
                            skip,
                            params,
                            eps,
                            rtol,
                            atol)
                    .run(null);
        });
        return this;
    }

    /** The gradients to inputs and parameters as functions of the inputs, followed by the outputs' gradients that are not null. */
    private Variable[] gradients(Variable[] all, NDArray[] gy) {
        Variable[] x = Arrays.copyOf(all, inputs.length);
        Variable[] y = target.apply(x);
        List<Variable> outputs = new ArrayList<>();
        List<Variable> outputGradients = new ArrayList<>();
        int next = inputs.length;
        for (int i = 0; i < y.length; i++) {
            if (gy[i] != null) {
                outputs.add(y[i]);
                outputGradients.add(all[next++]);
            }
        }
        Variable[] wanted = wanted(x);
        Variable[] gx = Chainer.grad(
                outputs.toArray(Variable[]::new), wanted, outputGradients.toArray(Variable[]::new), null, false, true);
        for (int i = 0; i < gx.length; i++) {
            if (gx[i] == null) {
                gx[i] = new Variable(wanted[i].array().zerosLike(), false);
            }
        }
        return gx;
    }

    private Variable[] wanted(Variable[] x) {
        List<Variable> wanted = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (!noGrads[i]) {
                wanted.add(x[i]);
            }
        }
        wanted.addAll(Arrays.asList(params));
        return wanted.toArray(Variable[]::new);
    }

    private void compareBothFirstOrderGradients(NDArray[] x, NDArray[] gy) {
        Variable[] plain = variables(x);
        NDArray[] first = DirectionalCheck.backward(target.apply(plain), gy, wanted(plain));
        List<Variable> all = new ArrayList<>(Arrays.asList(variables(x)));
        for (NDArray gradient : gy) {
            if (gradient != null) {
                all.add(new Variable(gradient));
            }
        }
        Variable[] second = gradients(all.toArray(Variable[]::new), gy);
        for (int i = 0; i < first.length; i++) {
            if (!first[i].allClose(second[i].array(), rtol, atol)) {
                throw new AssertionError("gradient " + i
                        + " of double backward differs: with enableDoubleBackprop it is\n" + second[i].array()
                        + "\nwithout\n" + first[i]);
            }
        }
    }

    private Variable[] variables(NDArray[] x) {
        return DirectionalCheck.variables(x, noGrads);
    }

    private static NDArray[] randomLike(Variable[] y) {
        return DirectionalCheck.randomLike(y);
    }

    private NDArray[] converted(NDArray[] arrays) {
        NDArray[] result = new NDArray[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            boolean convert = arrays[i] != null && arrays[i].dtype().isFloating();
            result[i] = convert ? arrays[i].astype(dtype) : arrays[i];
        }
        return result;
    }

    private void withConvertedParams(Runnable check) {
        NDArray[] arrays = new NDArray[params.length];
        NDArray[] gradients = new NDArray[params.length];
        try (DeviceScope device = inputs.length > 0 ? inputs[0].device().use() : null) {
            if (Arrays.stream(params).anyMatch(p -> !p.isInitialized())) {
                target.apply(variables(inputs));
            }
            for (int i = 0; i < params.length; i++) {
                arrays[i] = params[i].array();
                gradients[i] = params[i].grad();
                params[i].clearGrad();
                params[i].setArray(arrays[i].astype(dtype));
            }
            try {
                check.run();
            } finally {
                for (int i = 0; i < params.length; i++) {
                    params[i].clearGrad();
                    params[i].setArray(arrays[i]);
                    params[i].setGrad(gradients[i]);
                }
            }
        }
    }

    /**
     * Gradients of {@code Σ gy·f} by central differences, element by element.
     *
     * @param function computes the outputs from the present content of the inputs
     * @param inputs floating-point arrays that the function reads; their elements are changed in turn and restored
     * @param gradOutputs gradients to the outputs; a null element leaves that output out
     * @param eps the step
     * @return one array for each input, of its shape and dtype
     */
    public static NDArray[] numericalGrad(
            Supplier<NDArray[]> function, NDArray[] inputs, NDArray[] gradOutputs, double eps) {
        return DirectionalCheck.numericalGrad(function, inputs, gradOutputs, eps);
    }
}
