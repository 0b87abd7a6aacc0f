package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.testing.GradientCheck;

/**
 * The checks that every function passes: gradients and second gradients against finite differences, views against contiguous copies,
 * zero-size batches, float16 and float32 against float64, no-backprop mode.
 *
 * <pre>{@code
 * FunctionChecks.of(x -> F.elu(x[0], 0.7)).input(4, 3).run();
 * }</pre>
 */
public final class FunctionChecks {
    private final GradientCheck.Target target;
    private NDArray[] inputs = {};
    private boolean[] batched = {};
    private int[] noGrads = {};
    private boolean twice = true;
    private boolean empty = true;
    private boolean half = true;
    private double halfTolerance = 5e-3;
    private double rtol = 1e-6;
    private double atol = 1e-8;
    private double eps = 1e-3;
    private long seed = 1;

    private FunctionChecks(GradientCheck.Target target) {
        this.target = target;
    }

    /** Checks of a function with one output. */
    public static FunctionChecks of(GradientCheck.SingleTarget function) {
        return new FunctionChecks(x -> new Variable[] {function.apply(x)});
    }

    /** Checks of a function with several outputs. */
    public static FunctionChecks ofAll(GradientCheck.Target function) {
        return new FunctionChecks(function);
    }

    /** Reproducible numbers from [low, high) as float64. */
    public static NDArray uniform(long seed, double low, double high, long... shape) {
        long size = Shape.of(shape).size();
        return NDArray.of(new Random(seed).doubles(size, low, high).toArray()).reshape(shape);
    }

    /** Numbers at equal distances in random order, none closer to another, or to 0, than 1/size: for functions with kinks and ties. */
    public static NDArray distinct(long seed, long... shape) {
        int size = (int) Shape.of(shape).size();
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        java.util.Collections.shuffle(Arrays.asList(order), new Random(seed));
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (order[i] + 0.5 - size / 2.0) * 2 / size;
        }
        return NDArray.of(values).reshape(shape);
    }

    /** Adds an input of random numbers from [−1, 1), whose first axis is the batch. */
    public FunctionChecks input(long... shape) {
        return input(uniform(seed++, -1, 1, shape));
    }

    /** Adds an input whose first axis is the batch. */
    public FunctionChecks input(NDArray x) {
        return add(x, true);
    }

    /** Adds an input without batch axis. */
    public FunctionChecks weight(long... shape) {
        return weight(uniform(seed++, -1, 1, shape));
    }

    /** Adds an input without batch axis. */
    public FunctionChecks weight(NDArray x) {
        return add(x, false);
    }

    private FunctionChecks add(NDArray x, boolean isBatched) {
        inputs = Arrays.copyOf(inputs, inputs.length + 1);
        batched = Arrays.copyOf(batched, inputs.length);
        inputs[inputs.length - 1] = x;
        batched[inputs.length - 1] = isBatched;
        return this;
    }

    /** Inputs without gradient, beside integer ones. */
    public FunctionChecks noGrads(int... indices) {
        noGrads = indices;
        return this;
    }

    /** The function cannot be differentiated twice in Chainer either. */
    public FunctionChecks onlyOnce() {
        twice = false;
        return this;
    }

    /** The function refuses empty batches, or they make no sense. */
    public FunctionChecks notEmpty() {
        empty = false;
        return this;
    }

    /** The function refuses float16, as in Chainer. */
    public FunctionChecks notHalf() {
        half = false;
        return this;
    }

    /** Tolerance, relative and absolute, of float16 results; initially 0.005. */
    public FunctionChecks halfTolerance(double tolerance) {
        halfTolerance = tolerance;
        return this;
    }

    /** Tolerances of gradients; initially 1e-6 and 1e-8. */
    public FunctionChecks tolerance(double newRtol, double newAtol) {
        rtol = newRtol;
        atol = newAtol;
        return this;
    }

    /** Step of the finite differences; initially 0.001. */
    public FunctionChecks eps(double newEps) {
        eps = newEps;
        return this;
    }

    /** Runs all checks. */
    public void run() {
        gradients(inputs);
        NDArray[] views = Arrays.stream(inputs).map(FunctionChecks::spread).toArray(NDArray[]::new);
        expectSame("views", evaluate(views), evaluate(inputs), 1e-12);
        gradients(views);
        lowerPrecision(DType.FLOAT32, 1e-4);
        if (half) {
            lowerPrecision(DType.FLOAT16, halfTolerance);
        }
        if (empty) {
            emptyBatch();
        }
    }

    private void gradients(NDArray[] x) {
        GradientCheck check = GradientCheck.ofAll(target, x)
                .noGrads(noGrads)
                .tolerance(rtol, atol)
                .eps(eps)
                .checkBackward();
        if (twice) {
            check.checkDoubleBackward();
        }
    }

    /** An array of the same content whose elements lie apart and, along the last axis, backwards. */
    private static NDArray spread(NDArray x) {
        if (x.rank() == 0) {
            return x;
        }
        NDArray flipped = x.flip(-1);
        return NDArrays.stack(x.rank(), flipped, flipped).select(x.rank(), 1).flip(-1);
    }

    private NDArray[] evaluate(NDArray[] x) {
        Variable[] variables = Arrays.stream(x).map(a -> new Variable(a, false)).toArray(Variable[]::new);
        try (Chainer.Scope mode = Chainer.usingConfig(Config.ENABLE_BACKPROP, false)) {
            return Arrays.stream(target.apply(variables)).map(Variable::array).toArray(NDArray[]::new);
        }
    }

    private void lowerPrecision(DType dtype, double tolerance) {
        NDArray[] low = Arrays.stream(inputs)
                .map(x -> x.dtype().isFloating() ? x.astype(dtype) : x)
                .toArray(NDArray[]::new);
        NDArray[] exact = Arrays.stream(low)
                .map(x -> x.dtype().isFloating() ? x.astype(DType.FLOAT64) : x)
                .toArray(NDArray[]::new);
        NDArray[] expected = evaluate(exact);
        NDArray[] actual = evaluate(low);
        for (int i = 0; i < actual.length; i++) {
            if (expected[i].dtype() == DType.FLOAT64) {
                assertThat(actual[i].dtype())
                        .as("dtype of output %s for %s", i, dtype)
                        .isEqualTo(dtype);
            }
        }
        expectSame(dtype.toString(), actual, expected, tolerance);
    }

    private void emptyBatch() {
        Variable[] x = new Variable[inputs.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = new Variable(
                    batched[i] ? inputs[i].slice(0, 0, 0) : inputs[i],
                    inputs[i].dtype().isFloating());
        }
        Variable[] y = target.apply(x);
        for (Variable output : y) {
            if (output.creator() != null && output.requiresGrad()) {
                output.setGrad(output.array().zerosLike());
            }
        }
        Chainer.backward(Arrays.stream(y).filter(Variable::requiresGrad).toArray(Variable[]::new));
        for (int i = 0; i < x.length; i++) {
            if (x[i].grad() != null) {
                assertThat(x[i].grad().shape())
                        .as("gradient to empty input %s", i)
                        .isEqualTo(x[i].shape());
            }
        }
    }

    private static void expectSame(String what, NDArray[] actual, NDArray[] expected, double tolerance) {
        assertThat(actual).as("outputs").hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i].shape()).as("%s: shape of output %s", what, i).isEqualTo(expected[i].shape());
            assertThat(actual[i].allClose(expected[i], tolerance, tolerance))
                    .as("%s: output %s is\n%s\nexpected\n%s", what, i, actual[i], expected[i])
                    .isTrue();
        }
    }
}
