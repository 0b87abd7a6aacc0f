package org.chainer.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.chainer.Chainer;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** One comparison of a gradient with the difference quotient along a random direction. */
final class DirectionalCheck {
    private static final int MOST_ELEMENTS_TO_SEARCH = 10_000;

    private final String name;
    private final GradientCheck.Target target;
    private final NDArray[] inputs;
    private final boolean[] noGrads;
    private final Parameter[] params;
    private final double eps;
    private final double rtol;
    private final double atol;

    DirectionalCheck(
            String name,
            GradientCheck.Target target,
            NDArray[] inputs,
            boolean[] noGrads,
            Parameter[] params,
            double eps,
            double rtol,
            double atol) {
        this.name = name;
        this.target = target;
        this.inputs = inputs;
        this.noGrads = noGrads;
        this.params = params;
        this.eps = eps;
        this.rtol = rtol;
        this.atol = atol;
    }

    void run(NDArray[] givenGradients) {
        Variable[] x = variables(inputs, noGrads);
        Variable[] y = target.apply(x);
        NDArray[] gy = givenGradients == null ? randomLike(y) : givenGradients;
        checkOutputs(y, gy);
        Variable[] wanted = wanted(x);
        NDArray[] gx = backward(y, gy, wanted);
        for (int i = 0; i < gx.length; i++) {
            if (gx[i].dtype() != wanted[i].dtype()) {
                throw new AssertionError(name + ": gradient to " + describe(i) + " has dtype " + gx[i].dtype()
                        + ", expected " + wanted[i].dtype());
            }
        }
        NDArray[] directions = directions(wanted);
        double expected = 0;
        for (int i = 0; i < gx.length; i++) {
            expected += dot(gx[i], directions[i]);
        }
        NDArray[] origin = Arrays.stream(wanted).map(Variable::array).toArray(NDArray[]::new);
        double numeric = derivative(origin, directions, gy);
        if (!(Math.abs(numeric - expected) <= atol + rtol * Math.abs(expected))) {
            throw new AssertionError(message(numeric, expected, origin, gx, gy));
        }
    }

    private void checkOutputs(Variable[] y, NDArray[] gy) {
        if (y.length != gy.length) {
            throw new IllegalArgumentException(
                    name + ": the function has " + y.length + " outputs, but " + gy.length + " gradients were given");
        }
        for (int i = 0; i < y.length; i++) {
            if (gy[i] != null && (!gy[i].shape().equals(y[i].shape()) || gy[i].dtype() != y[i].dtype())) {
                throw new IllegalArgumentException(name + ": gradient to output " + i + " is " + gy[i].shape() + " "
                        + gy[i].dtype() + ", the output " + y[i].shape() + " " + y[i].dtype());
            }
        }
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

    static Variable[] variables(NDArray[] x, boolean[] noGrads) {
        Variable[] result = new Variable[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = new Variable(x[i], !noGrads[i]);
        }
        return result;
    }

    /** Gradients by {@code backward()}; zeros where there is none. */
    static NDArray[] backward(Variable[] y, NDArray[] gy, Variable[] wanted) {
        for (Variable variable : wanted) {
            variable.clearGrad();
        }
        List<Variable> roots = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            if (gy[i] != null) {
                // A function may return its input itself; a walk starts from a function.
                Variable root = y[i].creator() == null || roots.contains(y[i]) ? y[i].add(0) : y[i];
                root.setGrad(gy[i]);
                roots.add(root);
            }
        }
        Chainer.backward(roots.toArray(Variable[]::new));
        NDArray[] gx = new NDArray[wanted.length];
        for (int i = 0; i < gx.length; i++) {
            NDArray gradient = wanted[i].grad();
            gx[i] = gradient == null ? wanted[i].array().zerosLike() : gradient;
            wanted[i].clearGrad();
        }
        return gx;
    }

    static NDArray[] randomLike(Variable[] y) {
        Random random = new Random(42);
        NDArray[] result = new NDArray[y.length];
        for (int i = 0; i < y.length; i++) {
            double[] values = random.doubles(y[i].size(), -1, 1).toArray();
            result[i] = array(values, y[i].array());
        }
        return result;
    }

    private static NDArray array(double[] values, NDArray like) {
        return NDArray.of(values).reshape(like.shape()).toDevice(like.device()).astype(like.dtype());
    }

    /**
     * A random vector of length 1 through all arrays. No element is much smaller than the average, so that an error in any element shows.
     */
    private static NDArray[] directions(Variable[] wanted) {
        Random random = new Random(7);
        long size = Arrays.stream(wanted).mapToLong(Variable::size).sum();
        double[][] values = new double[wanted.length][];
        double norm = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = random.doubles(wanted[i].size(), -1, 1).toArray();
            for (double value : values[i]) {
                norm += value * value;
            }
        }
        NDArray[] result = new NDArray[wanted.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                double square = values[i][j] * values[i][j];
                values[i][j] = Math.copySign(Math.sqrt(0.99 * square / norm + 0.01 / size), values[i][j]);
            }
            result[i] = array(values[i], wanted[i].array());
        }
        return result;
    }

    /** Derivative of {@code Σ gy·f(x + δ·d)} by δ at 0, from four points. */
    private double derivative(NDArray[] origin, NDArray[] directions, NDArray[] gy) {
        double outer = at(eps, origin, directions, gy) - at(-eps, origin, directions, gy);
        double inner = at(eps / 2, origin, directions, gy) - at(-eps / 2, origin, directions, gy);
        return (8 * inner - outer) / (6 * eps);
    }

    private double at(double delta, NDArray[] origin, NDArray[] directions, NDArray[] gy) {
        NDArray[] moved = new NDArray[origin.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = origin[i].add(directions[i].mul(delta));
        }
        NDArray[] x = inputs.clone();
        int next = 0;
        for (int i = 0; i < x.length; i++) {
            if (!noGrads[i]) {
                x[i] = moved[next++];
            }
        }
        for (Parameter param : params) {
            param.setArray(moved[next++]);
        }
        try {
            Variable[] y = target.apply(variables(x, noGrads));
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                if (gy[i] != null) {
                    sum += dot(y[i].array(), gy[i]);
                }
            }
            return sum;
        } finally {
            for (int i = 0; i < params.length; i++) {
                params[i].setArray(origin[origin.length - params.length + i]);
            }
        }
    }

    private static double dot(NDArray a, NDArray b) {
        double[] left = a.toDoubleArray();
        double[] right = b.toDoubleArray();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private String message(double numeric, double expected, NDArray[] origin, NDArray[] gx, NDArray[] gy) {
        return name + ": along a random direction, gradients give " + expected + ", finite differences " + numeric
                + " (eps " + eps + ", rtol " + rtol + ", atol " + atol + ")"
                + worstElement(origin, gx, gy);
    }

    /** Finite differences for each element, to say where the gradient is wrong. */
    private String worstElement(NDArray[] origin, NDArray[] gx, NDArray[] gy) {
        if (Arrays.stream(origin).mapToLong(NDArray::size).sum() > MOST_ELEMENTS_TO_SEARCH) {
            return "";
        }
        double worst = -1;
        String found = "";
        for (int i = 0; i < origin.length; i++) {
            double[] gradient = gx[i].toDoubleArray();
            for (int j = 0; j < gradient.length; j++) {
                NDArray[] unit = new NDArray[origin.length];
                for (int k = 0; k < unit.length; k++) {
                    double[] values = new double[(int) origin[k].size()];
                    if (k == i) {
                        values[j] = 1;
                    }
                    unit[k] = array(values, origin[k]);
                }
                double numeric = derivative(origin, unit, gy);
                double error = Math.abs(numeric - gradient[j]);
                if (Double.isNaN(error) || error > worst) {
                    worst = Double.isNaN(error) ? Double.MAX_VALUE : error;
                    found = "\nworst at " + describe(i) + Arrays.toString(position(j, origin[i].shape()))
                            + ": gradient " + gradient[j] + ", finite difference " + numeric;
                }
            }
        }
        return found;
    }

    /** The i-th of the arrays that gradients are checked to. */
    private String describe(int index) {
        int n = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (!noGrads[i] && n++ == index) {
                return "input " + i;
            }
        }
        return "parameter " + (index - n);
    }

    static long[] position(long flat, Shape shape) {
        long[] result = new long[shape.rank()];
        long rest = flat;
        for (int i = result.length - 1; i >= 0; i--) {
            result[i] = rest % shape.dim(i);
            rest /= shape.dim(i);
        }
        return result;
    }

    static NDArray[] numericalGrad(Supplier<NDArray[]> function, NDArray[] inputs, NDArray[] gradOutputs, double eps) {
        if (!(eps > 0)) {
            throw new IllegalArgumentException("numerical gradient: eps is " + eps + ", expected a positive number");
        }
        NDArray[] result = new NDArray[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].dtype().isFloating()) {
                throw new IllegalArgumentException("numerical gradient: input " + i + " has dtype " + inputs[i].dtype()
                        + ", expected a floating-point dtype");
            }
            double[] values = inputs[i].toDoubleArray();
            double[] gradient = new double[values.length];
            NDArray original = inputs[i].copy();
            for (int j = 0; j < values.length; j++) {
                double value = values[j];
                values[j] = value + eps;
                double above = sum(function, inputs[i], values, gradOutputs);
                values[j] = value - eps;
                double below = sum(function, inputs[i], values, gradOutputs);
                values[j] = value;
                gradient[j] = (above - below) / (2 * eps);
            }
            inputs[i].copyFrom(original);
            result[i] = array(gradient, inputs[i]);
        }
        return result;
    }

    private static double sum(Supplier<NDArray[]> function, NDArray input, double[] values, NDArray[] gradOutputs) {
        input.copyFrom(NDArray.of(values).reshape(input.shape()));
        NDArray[] y = function.get();
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            if (gradOutputs[i] != null) {
                sum += dot(y[i], gradOutputs[i]);
            }
        }
        return sum;
    }
}
