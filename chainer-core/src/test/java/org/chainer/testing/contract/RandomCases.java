package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.backend.kernels.RandomKernels;

/** The same random numbers on every device. */
final class RandomCases {
    private static final Class<?> TOPIC = RandomKernels.class;
    private static final long[][] SHAPES = {{}, {0}, {3, 5}, {2, 3, 4}, {5000}};
    private static final long[] OFFSETS = {0, 1, 7, (1L << 32) - 3, (1L << 33) + 5};

    private RandomCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (long[] shape : SHAPES) {
            for (long offset : OFFSETS) {
                long seed = 0x123456789abcdefL * (offset + 1);
                for (DType dtype : Data.FLOATS) {
                    cases.add(KernelCase.of(TOPIC, "uniform", "", seed, offset, 0.0, 1.0, out(dtype, shape)));
                    cases.add(KernelCase.of(TOPIC, "uniform", "", seed, offset, -2.0, 3.0, out(dtype, shape)));
                    cases.add(KernelCase.of(TOPIC, "normal", "", seed, offset, 0.5, 2.0, out(dtype, shape)));
                    cases.add(KernelCase.of(TOPIC, "bernoulli", "", seed, offset, 0.4, 2.5, out(dtype, shape)));
                }
                cases.add(KernelCase.of(TOPIC, "bernoulli", "", seed, offset, 0.4, 1.0, out(DType.BOOL, shape)));
                for (DType dtype : Data.INTEGERS) {
                    cases.add(KernelCase.of(TOPIC, "integers", "", seed, offset, 3L, 100L, out(dtype, shape)));
                }
                cases.add(KernelCase.of(
                        TOPIC, "integers", "", seed, offset, Long.MIN_VALUE, Long.MAX_VALUE, out(DType.INT64, shape)));
            }
        }
        return cases;
    }
}
