package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.RnnKernels;

/** Cells of recurrent networks. */
final class RnnCases {
    private static final Class<?> TOPIC = RnnKernels.class;

    private RnnCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : Data.FLOATS) {
            lstm(cases, data, dtype, new long[] {2, 3}, new long[] {2, 12});
            lstm(cases, data, dtype, new long[] {2, 3, 4}, new long[] {2, 12, 4});
            lstm(cases, data, dtype, new long[] {0, 3}, new long[] {0, 12});
            lstm(cases, data, dtype, new long[] {20, 130}, new long[] {20, 520});
        }
        return cases;
    }

    private static void lstm(List<KernelCase> cases, Data data, DType dtype, long[] state, long[] gates) {
        cases.add(KernelCase.of(
                TOPIC,
                "lstm",
                "",
                data.normal(dtype, state),
                data.normal(dtype, gates),
                out(dtype, state),
                out(dtype, state),
                out(dtype, gates)));
        for (int missing = 0; missing < 3; missing++) {
            NDArray gcNext = missing == 1 ? null : data.normal(dtype, state);
            NDArray gh = missing == 2 ? null : data.normal(dtype, state);
            cases.add(KernelCase.of(
                    TOPIC,
                    "lstmGrad",
                    "",
                    data.normal(dtype, state),
                    data.normal(dtype, state),
                    data.uniform(dtype, 0.1, 0.9, gates),
                    gcNext,
                    gh,
                    out(dtype, state),
                    out(dtype, gates)));
        }
    }
}
