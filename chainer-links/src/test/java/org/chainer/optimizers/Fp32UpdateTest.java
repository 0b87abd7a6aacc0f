package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.GradientMethod;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Fp32UpdateTest {

    private static double after(DType dtype, boolean wide, int updates) {
        TwoParams link = new TwoParams(dtype);
        GradientMethod optimizer = new SGD(1e-4).setup(link);
        optimizer.useFp32Update(wide);
        for (int i = 0; i < updates; i++) {
            link.setGrads(0, 0, 0, -1);
            optimizer.update();
        }
        return link.b.item();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void smallUpdatesAddUp(DType dtype) {
        assertThat(after(dtype, false, 200)).isEqualTo(-1);
        assertThat(after(dtype, true, 200)).isCloseTo(-0.98, org.assertj.core.api.Assertions.within(4e-3));
    }

    @Test
    void stateIsInFloat32() {
        TwoParams link = new TwoParams(DType.FLOAT16);
        GradientMethod optimizer = new Adam();
        optimizer.useFp32Update(true);
        optimizer.setup(link);
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        assertThat(link.a.dtype()).isEqualTo(DType.FLOAT16);
        assertThat(link.a.updateRule().state().get("m").dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void aParameterThatIsWrittenToGoesOnFromThere() {
        TwoParams link = new TwoParams(DType.FLOAT16);
        GradientMethod optimizer = new SGD(1).setup(link);
        optimizer.useFp32Update(true);
        link.setGrads(0, 0, 0, 1);
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(-2);
        link.b.array().fill(8);
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(7);
        link.b.setArray(NDArray.of(100f).astype(DType.FLOAT16));
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(99);
    }

    @Test
    void takesNoMemoryFromThePool() {
        TwoParams link = new TwoParams(DType.FLOAT16);
        GradientMethod optimizer = new Adam().setup(link);
        optimizer.useFp32Update(true);
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        long before = link.device().pool().statistics().allocations();
        optimizer.update();
        assertThat(link.device().pool().statistics().allocations()).isEqualTo(before);
    }

    @Test
    void otherDtypesAreUpdatedAsTheyAre() {
        assertThat(after(DType.FLOAT32, true, 200)).isCloseTo(-0.98, org.assertj.core.api.Assertions.within(1e-5));
    }
}
