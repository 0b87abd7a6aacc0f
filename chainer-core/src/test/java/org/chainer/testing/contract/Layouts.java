package org.chainer.testing.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.array.NDArray;

/** Which layouts the arguments of a case are tried in. */
final class Layouts {
    private static final Layout[] MIXED = {
        Layout.TRANSPOSED, Layout.CONTIGUOUS, Layout.GAPPED, Layout.NEGATIVE, Layout.OFFSET
    };

    private Layouts() {}

    /** For each trial, a layout for each argument. */
    static List<Layout[]> of(KernelCase kernelCase) {
        List<Layout[]> trials = new ArrayList<>();
        trials.add(all(kernelCase, Layout.CONTIGUOUS));
        if (kernelCase.isContiguousOnly() || kernelCase.expectedError() != null) {
            return trials;
        }
        boolean axes = Arrays.stream(kernelCase.arguments())
                .anyMatch(argument -> argument instanceof NDArray array && array.rank() > 0);
        for (Layout layout : axes ? Layout.values() : new Layout[] {Layout.OFFSET, Layout.GAPPED}) {
            if (layout != Layout.CONTIGUOUS && !(layout.repeats() && kernelCase.isDistinctOnly())) {
                trials.add(all(kernelCase, layout));
            }
        }
        for (int shift = 0; shift < 2; shift++) {
            Layout[] mixed = new Layout[kernelCase.arguments().length];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = MIXED[(i + shift) % MIXED.length];
            }
            trials.add(mixed);
        }
        return trials;
    }

    static Layout[] all(KernelCase kernelCase, Layout layout) {
        Layout[] layouts = new Layout[kernelCase.arguments().length];
        Arrays.fill(layouts, layout);
        return layouts;
    }
}
