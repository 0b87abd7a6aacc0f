package org.chainer.testing;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;

/**
 * Tests of a function that computes each element from the one in its place: {@code UnaryMathFunctionTest.of(F::sin, Math::sin).run()}. Forward in float16, float32
 * and float64, gradients and second gradients, for arrays with and without axes. Chainer: {@code testing.unary_math_function_unittest}.
 */
public final class UnaryMathFunctionTest {
    private final UnaryOperator<Variable> function;
    private final DoubleUnaryOperator expected;
    private double low = -1;
    private double high = 1;
    private String label;
    private boolean twice = true;

    private UnaryMathFunctionTest(UnaryOperator<Variable> function, DoubleUnaryOperator expected) {
        this.function = function;
        this.expected = expected;
    }

    /** A test of a function against one of numbers. */
    public static UnaryMathFunctionTest of(UnaryOperator<Variable> function, DoubleUnaryOperator expected) {
        return new UnaryMathFunctionTest(function, expected);
    }

    /** Where inputs are taken from; initially from −1 to 1. */
    public UnaryMathFunctionTest inputs(double newLow, double newHigh) {
        low = newLow;
        high = newHigh;
        return this;
    }

    /** The label that the function must have. */
    public UnaryMathFunctionTest label(String newLabel) {
        label = newLabel;
        return this;
    }

    /** The function cannot be differentiated twice. */
    public UnaryMathFunctionTest onlyOnce() {
        twice = false;
        return this;
    }

    /**
     * Runs the tests.
     *
     * @throws AssertionError if one fails
     */
    public void run() {
        for (long[] shape : new long[][] {{3, 2}, {}}) {
            for (DType dtype : new DType[] {DType.FLOAT16, DType.FLOAT32, DType.FLOAT64}) {
                run(RandomState.shared().uniform(low, high, dtype, shape));
            }
        }
    }

    private void run(NDArray x) {
        Variable input = new Variable(x);
        Variable y = function.apply(input);
        double[] values = x.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = expected.applyAsDouble(values[i]);
        }
        double tolerance = x.dtype() == DType.FLOAT16 ? 1e-2 : x.dtype() == DType.FLOAT32 ? 1e-4 : 1e-7;
        NDArray wanted =
                NDArray.of(values).reshape(Shape.of(x.shape().toArray())).astype(x.dtype());
        TestInputs.checkOutputs(
                "forward in " + x.dtype(), new NDArray[] {y.array()}, new NDArray[] {wanted}, tolerance, tolerance);
        if (label != null && (y.creator() == null || !y.creator().label().equals(label))) {
            throw new AssertionError("label: the function's is "
                    + (y.creator() == null ? "none" : y.creator().label()) + ", expected " + label);
        }
        if (x.dtype() == DType.FLOAT64) {
            GradientCheck check = GradientCheck.of(v -> function.apply(v[0]), x).checkBackward();
            if (twice) {
                check.checkDoubleBackward();
            }
        }
    }
}
