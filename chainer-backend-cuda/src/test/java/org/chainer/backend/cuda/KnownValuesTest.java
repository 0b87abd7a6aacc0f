package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.functions.F;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indices that came from the host are checked without waiting for the device; others are waited for. */
class KnownValuesTest {
    private CudaDevice device;
    private NDArray ids;

    @BeforeEach
    void prepare() {
        device = (CudaDevice) Devices.get("cuda:0");
        ids = NDArray.of(0, 3, 1, 4, 2, 3).reshape(2, 3).toDevice(device);
    }

    private long waits(Runnable work) {
        CudaStatistics before = device.statistics();
        work.run();
        return device.statistics().since(before).synchronizations();
    }

    @Test
    void viewsOfWhatWasCopiedAreKnown() {
        assertThat(KnownValues.of(ids)).containsExactly(0, 3, 1, 4, 2, 3);
        assertThat(KnownValues.of(ids.transpose())).containsExactly(0, 4, 3, 2, 1, 3);
        assertThat(KnownValues.of(ids.get("1, ::-2"))).containsExactly(3, 4);
        assertThat(waits(() -> assertThat(ids.toIntArray()).containsExactly(0, 3, 1, 4, 2, 3)))
                .isZero();
    }

    @Test
    void whatIsWrittenIsNotKnownAnyMore() {
        ids.select(0, 0).fill(7);
        assertThat(KnownValues.of(ids)).isNull();
        assertThat(waits(() -> assertThat(ids.toIntArray()).containsExactly(7, 7, 7, 4, 2, 3)))
                .isEqualTo(1);
        ids.copyFrom(NDArray.of(5, 5, 5, 5, 5, 5).reshape(2, 3));
        assertThat(ids.toIntArray()).containsOnly(5);
    }

    @Test
    void dataIsNotRemembered() {
        assertThat(KnownValues.of(NDArray.of(1f, 2f).toDevice(device))).isNull();
        NDArray large = NDArrays.arange(0, KnownValues.MOST + 1, 1, DType.INT32).toDevice(device);
        assertThat(KnownValues.of(large)).isNull();
    }

    @Test
    void lookupsAndTheirGradientsNeedNoWait() {
        Variable table = new Variable(
                NDArray.empty(device, DType.FLOAT32, Shape.of(5, 4)).fill(1), true);
        assertThat(waits(() -> {
                    Variable y = F.embedId(new Variable(ids, false), table);
                    F.sum(y).backward();
                }))
                .isZero();
        assertThat(table.grad().toFloatArray())
                .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1);
    }

    @Test
    void crossEntropyNeedsNoWaitButForTheLoss() {
        Variable x = new Variable(
                NDArray.empty(device, DType.FLOAT32, Shape.of(3, 4)).fill(1), true);
        NDArray labels = NDArray.of(0, -1, 3).toDevice(device);
        Variable[] loss = new Variable[1];
        assertThat(waits(() -> {
                    loss[0] = F.softmaxCrossEntropy(x, new Variable(labels, false));
                    loss[0].backward();
                }))
                .isZero();
        assertThat(waits(() -> assertThat(loss[0].array().item()).isCloseTo(Math.log(4), within(1e-6))))
                .isEqualTo(1);
        assertThat(x.grad().select(0, 1).toFloatArray()).containsOnly(0);
    }

    @Test
    void indicesThatTheDeviceComputedAreCheckedAtTheCallToo() {
        NDArray table = NDArray.empty(device, DType.FLOAT32, Shape.of(5, 4)).fill(1);
        NDArray computed = ids.add(1);
        assertThatThrownBy(() -> F.embedId(new Variable(computed, false), new Variable(table, true)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("id 5 (element 3 of the ids) is out of range for a table of 5 rows");
    }
}
