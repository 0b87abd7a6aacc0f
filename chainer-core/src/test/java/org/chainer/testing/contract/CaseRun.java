package org.chainer.testing.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/** One call of a kernel on a device and on the reference, with the arguments laid out in a certain way. */
final class CaseRun {
    private final KernelCase kernelCase;
    private final Layout[] layouts;
    private final int[] shared;

    /**
     * A run.
     *
     * @param layouts layout of each argument
     * @param shared an input and an output that are the same array, or null
     */
    CaseRun(KernelCase kernelCase, Layout[] layouts, int[] shared) {
        this.kernelCase = kernelCase;
        this.layouts = layouts;
        this.shared = shared;
    }

    /** What the device does otherwise than the reference. */
    List<String> failures(Device device) throws Exception {
        Object[] values = values();
        Object[] expected = copies(values);
        Layout.Placed[] placed = new Layout.Placed[values.length];
        Object[] actual = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (kernelCase.isArray(i)) {
                placed[i] = layouts[i].place(device, (NDArray) values[i], kernelCase.isOutput(i));
                actual[i] = placed[i].view();
            }
        }
        if (shared != null) {
            placed[shared[1]] = placed[shared[0]];
            actual[shared[1]] = actual[shared[0]];
        }
        if (kernelCase.expectedError() != null) {
            return errors(device, kernelCase.expectedError(), expected, actual);
        }
        Object expectedReturn = kernelCase.call(Devices.reference(), expected);
        Object actualReturn = kernelCase.call(device, actual);
        device.synchronize();
        List<String> failures = new ArrayList<>();
        if (!Objects.equals(expectedReturn, actualReturn)) {
            failures.add(this + "returned " + actualReturn + ", expected " + expectedReturn);
        }
        compareOutputs(expected, actual, failures);
        for (int i = 0; i < values.length; i++) {
            if (placed[i] != null && (shared == null || i != shared[0])) {
                compareSurroundings(i, (NDArray) values[i], placed[i], failures);
            }
        }
        return failures;
    }

    private Object[] values() {
        Object[] values = kernelCase.arguments().clone();
        for (int i = 0; i < values.length; i++) {
            if (kernelCase.isArray(i) && !kernelCase.isOutput(i)) {
                values[i] = layouts[i].values((NDArray) values[i]);
            }
        }
        return values;
    }

    private static Object[] copies(Object[] values) {
        return Arrays.stream(values)
                .map(value -> value instanceof NDArray array ? array.copy() : value)
                .toArray();
    }

    private List<String> errors(Device device, Class<? extends Exception> error, Object[] expected, Object[] actual) {
        List<String> failures = new ArrayList<>();
        for (Object[] arguments : new Object[][] {expected, actual}) {
            Device target = arguments == expected ? Devices.reference() : device;
            try {
                kernelCase.call(target, arguments);
                target.synchronize();
                failures.add(this + "no error on " + target.name() + ", expected " + error.getSimpleName());
            } catch (Exception e) {
                if (!error.isInstance(e)) {
                    failures.add(this.toString() + e + " on " + target.name() + ", expected " + error.getSimpleName());
                }
            }
        }
        return failures;
    }

    private void compareOutputs(Object[] expected, Object[] actual, List<String> failures) {
        List<NDArray> expectedOutputs = new ArrayList<>();
        List<NDArray> actualOutputs = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            if (kernelCase.isOutput(i)) {
                expectedOutputs.add((NDArray) expected[i]);
                actualOutputs.add(
                        ((NDArray) actual[i]).toDevice(Devices.reference()).copy());
            }
        }
        NDArray[] right = kernelCase.judge(expectedOutputs.toArray(NDArray[]::new));
        NDArray[] found = kernelCase.judge(actualOutputs.toArray(NDArray[]::new));
        for (int i = 0; i < right.length; i++) {
            String difference = Closeness.difference(found[i], right[i]);
            if (difference != null) {
                failures.add(this + "output " + i + " " + difference);
            }
        }
    }

    /** What the kernel is not to write must be as it was: inputs wholly, of outputs the memory around them. */
    private void compareSurroundings(int argument, NDArray before, Layout.Placed placed, List<String> failures) {
        boolean output = kernelCase.isOutput(argument);
        Layout.Placed original = layouts[argument].place(Devices.reference(), before, output);
        NDArray whole = placed.whole().toDevice(Devices.reference());
        if (output) {
            original.view().copyFrom(placed.viewOf().apply(whole));
        }
        if (!whole.contentEquals(original.whole())) {
            failures.add(this + "argument " + argument
                    + (output
                            ? ": memory outside the view was written"
                            : " was written, although it is not marked as an output"));
        }
    }

    @Override
    public String toString() {
        boolean equal = Arrays.stream(layouts).distinct().count() == 1;
        return (equal ? layouts[0].toString() : Arrays.toString(layouts))
                + (shared == null ? "" : ", argument " + shared[0] + " is argument " + shared[1])
                + ": ";
    }
}
