package org.chainer.testing;

import java.util.Arrays;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.backend.Device;

/** Inputs as test cases give them to functions: on the device under test, with elements that do not lie side by side. */
final class TestInputs {
    private TestInputs() {}

    static NDArray[] onDevice(NDArray[] arrays, Device device) {
        return Arrays.stream(arrays)
                .map(x -> x == null ? null : spread(x.toDevice(device)))
                .toArray(NDArray[]::new);
    }

    private static NDArray spread(NDArray x) {
        return x.rank() == 0 ? x : NDArrays.stack(x.rank(), x, x).select(x.rank(), 0);
    }

    static Variable[] variables(NDArray[] arrays) {
        return Arrays.stream(arrays)
                .map(x -> new Variable(x, x.dtype().isFloating()))
                .toArray(Variable[]::new);
    }

    static NDArray[] arrays(Variable[] variables) {
        return Arrays.stream(variables).map(Variable::array).toArray(NDArray[]::new);
    }

    static void checkUnchanged(String what, NDArray[] before, NDArray[] after) {
        for (int i = 0; i < before.length; i++) {
            if (!before[i].contentEquals(after[i].toDevice(before[i].device()))) {
                throw new AssertionError(
                        what + " changed its input " + i + ": it was\n" + before[i] + "\nand is\n" + after[i]);
            }
        }
    }

    static void checkOutputs(String what, NDArray[] outputs, NDArray[] expected, double atol, double rtol) {
        if (outputs.length != expected.length) {
            throw new AssertionError(what + ": " + outputs.length + " outputs, expected " + expected.length);
        }
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i].dtype() != expected[i].dtype()) {
                throw new AssertionError(what + ": output " + i + " has dtype " + outputs[i].dtype() + ", expected "
                        + expected[i].dtype());
            }
            try {
                ArrayAssertions.assertAllclose(outputs[i], expected[i], atol, rtol);
            } catch (AssertionError e) {
                throw new AssertionError(what + ": output " + i + ": " + e.getMessage(), e);
            }
        }
    }
}
