package org.chainer.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainer.testing.contract.KernelCase.out;

import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.backend.Out;
import org.chainer.backend.TestDevice;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.backend.reference.ReferenceElementwiseKernels;
import org.junit.jupiter.api.Test;

/** The contract finds the mistakes that backends make. */
class KernelContractSelfTest {

    private interface Mistake {
        void run(NDArray x, NDArray y);
    }

    /** A device whose unary operations all do the same. */
    private static TestDevice deviceThat(Mistake mistake) {
        return new TestDevice(new TestDevice.CountingAllocator(), 1 << 24, new ReferenceElementwiseKernels() {
            @Override
            public void unary(UnaryOp op, NDArray x, double alpha, double beta, @Out NDArray y) {
                mistake.run(x, y);
            }
        });
    }

    private static List<String> failures(Layout layout, boolean shared, Mistake mistake) throws Exception {
        try (DeviceScope scope = Devices.reference().use()) {
            NDArray x = NDArrays.arange(1, 7, 1, DType.FLOAT32).reshape(2, 3);
            KernelCase kernelCase = KernelCase.of(
                    ElementwiseKernels.class, "unary", "", UnaryOp.SQUARE, x, 0.0, 0.0, out(DType.FLOAT32, 2, 3));
            return new CaseRun(kernelCase, Layouts.all(kernelCase, layout), shared ? new int[] {1, 4} : null)
                    .failures(deviceThat(mistake));
        }
    }

    private static void square(NDArray x, NDArray y) {
        Devices.reference().elementwise().unary(UnaryOp.SQUARE, x, y);
    }

    @Test
    void rightKernelsPass() throws Exception {
        for (Layout layout : Layout.values()) {
            assertThat(failures(layout, false, KernelContractSelfTest::square)).isEmpty();
        }
        assertThat(failures(Layout.GAPPED, true, KernelContractSelfTest::square))
                .isEmpty();
    }

    @Test
    void wrongNumbersAreFound() throws Exception {
        assertThat(failures(Layout.CONTIGUOUS, false, (x, y) -> {
                    square(x, y);
                    y.get("1, 2").mulAssign(1.001);
                }))
                .singleElement()
                .asString()
                .contains("1 of 6 elements wrong")
                .contains("expected 36.0");
        assertThat(failures(Layout.CONTIGUOUS, false, (x, y) -> {}))
                .singleElement()
                .asString()
                .contains("NaN");
    }

    @Test
    void ignoredStridesAreFound() throws Exception {
        Mistake ignoring = (x, y) -> square(x.asStrided(x.shape(), x.shape().contiguousStrides(), 0), y);
        assertThat(failures(Layout.CONTIGUOUS, false, ignoring)).isEmpty();
        for (Layout layout : new Layout[] {Layout.NEGATIVE, Layout.TRANSPOSED, Layout.GAPPED, Layout.OFFSET}) {
            assertThat(failures(layout, false, ignoring)).as("%s", layout).isNotEmpty();
        }
    }

    @Test
    void writesBesideTheViewAreFound() throws Exception {
        Mistake careless = (x, y) -> {
            square(x, y);
            y.asStrided(org.chainer.array.Shape.of(1), new long[] {1}, 0).fill(5);
        };
        assertThat(failures(Layout.OFFSET, false, careless))
                .singleElement()
                .asString()
                .contains("outside the view");
        assertThat(failures(Layout.GAPPED, false, careless))
                .singleElement()
                .asString()
                .contains("outside the view");
    }

    @Test
    void writtenInputsAreFound() throws Exception {
        assertThat(failures(Layout.CONTIGUOUS, false, (x, y) -> {
                    square(x, y);
                    x.get("0, 0").fill(5);
                }))
                .singleElement()
                .asString()
                .contains("argument 1")
                .contains("not marked as an output");
    }

    @Test
    void resultsWrittenBeforeTheInputIsReadAreFound() throws Exception {
        Mistake early = (x, y) -> {
            y.get("1").fill(0);
            square(x, y);
        };
        assertThat(failures(Layout.CONTIGUOUS, false, early)).isEmpty();
        assertThat(failures(Layout.CONTIGUOUS, true, early)).isNotEmpty();
    }

    @Test
    void missingErrorsAreFound() throws Exception {
        try (DeviceScope scope = Devices.reference().use()) {
            KernelCase kernelCase = KernelCase.of(
                            ElementwiseKernels.class,
                            "unary",
                            "",
                            UnaryOp.SQUARE,
                            NDArray.of(1f),
                            0.0,
                            0.0,
                            out(DType.FLOAT32, 1))
                    .expecting(ArithmeticException.class);
            assertThat(new CaseRun(kernelCase, Layouts.all(kernelCase, Layout.CONTIGUOUS), null)
                            .failures(Devices.reference()))
                    .hasSize(2)
                    .allMatch(failure -> failure.contains("no error on reference, expected ArithmeticException"));
        }
    }
}
