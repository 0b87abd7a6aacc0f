package org.chainer.testing;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * Tests of a function: that it computes what is expected and leaves its inputs alone, its gradients, and its second gradients. A test overrides the abstract
 * methods and calls {@link #run}, or the three tests one by one:
 *
 * <pre>{@code
 * class ReluTest extends FunctionTestCase {
 *     @Override protected NDArray[] generateInputs() { return new NDArray[] {RandomState.shared().uniform(-1, 1, DType.FLOAT32, 3, 2)}; }
 *     @Override protected Variable[] forward(Variable[] x) { return new Variable[] {F.relu(x[0])}; }
 *     @Override protected NDArray[] forwardExpected(NDArray[] x) { return new NDArray[] {x[0].apply(BinaryOp.MAXIMUM, 0)}; }
 *     @Test void relu() { run(); }
 * }
 * }</pre>
 *
 * <p>Chainer: {@code testing.FunctionTestCase}.
 */
public abstract class FunctionTestCase {

    /** For subclasses. */
    protected FunctionTestCase() {}

    /** New inputs, on any device. */
    protected abstract NDArray[] generateInputs();

    /** Applies the function. */
    protected abstract Variable[] forward(Variable[] inputs);

    /** What the function should compute. */
    protected abstract NDArray[] forwardExpected(NDArray[] inputs);

    /** Gradients to the outputs, or null for random ones. */
    protected NDArray[] generateGradOutputs(NDArray[] outputs) {
        return null;
    }

    /** The device under test; the current one unless this is overridden. */
    protected Device device() {
        return Devices.current();
    }

    /** Compares outputs with what is expected: to atol 1e-5 and rtol 1e-4, dtypes included, unless this is overridden. */
    protected void checkForwardOutputs(NDArray[] outputs, NDArray[] expected) {
        TestInputs.checkOutputs("forward", outputs, expected, 1e-5, 1e-4);
    }

    /** Options of the gradient checks: tolerances, inputs without gradient. */
    protected GradientCheck configure(GradientCheck check) {
        return check;
    }

    /** Whether second gradients are tested by {@link #run}. */
    protected boolean hasDoubleBackward() {
        return true;
    }

    /** Runs the tests. */
    public final void run() {
        testForward();
        testBackward();
        if (hasDoubleBackward()) {
            testDoubleBackward();
        }
    }

    /**
     * Compares the outputs with what is expected.
     *
     * @throws AssertionError if they differ, or the function changed its inputs
     */
    public final void testForward() {
        NDArray[] given = generateInputs();
        NDArray[] expected = forwardExpected(given);
        NDArray[] inputs = TestInputs.onDevice(given, device());
        NDArray[] before = TestInputs.onDevice(given, device());
        Variable[] outputs = forward(TestInputs.variables(inputs));
        TestInputs.checkUnchanged("forward", before, inputs);
        checkForwardOutputs(TestInputs.arrays(outputs), expected);
    }

    /**
     * Compares gradients with finite differences.
     *
     * @throws AssertionError if they differ
     */
    public final void testBackward() {
        check().checkBackward();
    }

    /**
     * Compares second gradients with finite differences.
     *
     * @throws AssertionError if they differ
     */
    public final void testDoubleBackward() {
        check().checkDoubleBackward();
    }

    private GradientCheck check() {
        NDArray[] given = generateInputs();
        GradientCheck check = GradientCheck.ofAll(this::forward, TestInputs.onDevice(given, device()));
        NDArray[] gradients = generateGradOutputs(forwardExpected(given));
        return configure(gradients == null ? check : check.gradOutputs(TestInputs.onDevice(gradients, device())));
    }
}
