package org.chainer.testing;

import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * Tests of a link: that it computes what is expected and leaves its inputs alone, and its gradients to inputs and parameters. As {@link FunctionTestCase},
 * with a new link for each test. Chainer: {@code testing.LinkTestCase}.
 *
 * @param <L> the link's class
 */
public abstract class LinkTestCase<L extends Link> {

    /** For subclasses. */
    protected LinkTestCase() {}

    /** A new link. */
    protected abstract L createLink();

    /** New inputs, on any device. */
    protected abstract NDArray[] generateInputs();

    /** Applies the link. */
    protected abstract Variable[] forward(L link, Variable[] inputs);

    /** What the link should compute; its parameters are initialised. */
    protected abstract NDArray[] forwardExpected(L link, NDArray[] inputs);

    /** The device under test; the current one unless this is overridden. */
    protected Device device() {
        return Devices.current();
    }

    /** Compares outputs with what is expected: to atol 1e-5 and rtol 1e-4, dtypes included, unless this is overridden. */
    protected void checkForwardOutputs(NDArray[] outputs, NDArray[] expected) {
        TestInputs.checkOutputs("forward", outputs, expected, 1e-5, 1e-4);
    }

    /** Options of the gradient check: tolerances, inputs without gradient. */
    protected GradientCheck configure(GradientCheck check) {
        return check;
    }

    /** Runs the tests. */
    public final void run() {
        testForward();
        testBackward();
    }

    /**
     * Compares the outputs with what is expected.
     *
     * @throws AssertionError if they differ, or the link changed its inputs
     */
    public final void testForward() {
        L link = newLink();
        NDArray[] given = generateInputs();
        NDArray[] inputs = TestInputs.onDevice(given, device());
        NDArray[] before = TestInputs.onDevice(given, device());
        Variable[] outputs = forward(link, TestInputs.variables(inputs));
        TestInputs.checkUnchanged("forward", before, inputs);
        checkForwardOutputs(TestInputs.arrays(outputs), forwardExpected(link, given));
    }

    /**
     * Compares gradients to inputs and parameters with finite differences.
     *
     * @throws AssertionError if they differ
     */
    public final void testBackward() {
        L link = newLink();
        NDArray[] inputs = TestInputs.onDevice(generateInputs(), device());
        forward(link, TestInputs.variables(inputs));
        configure(GradientCheck.ofAll(x -> forward(link, x), inputs)
                        .params(link.params().toArray(Parameter[]::new)))
                .checkBackward();
    }

    private L newLink() {
        L link = createLink();
        link.toDevice(device());
        return link;
    }
}
