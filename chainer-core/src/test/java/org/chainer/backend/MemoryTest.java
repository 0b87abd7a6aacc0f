package org.chainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private final TestDevice device = new TestDevice(new TestDevice.CountingAllocator(), 1 << 24);

    private NDArray array() {
        return NDArray.empty(device, DType.FLOAT32, Shape.of(100));
    }

    private long used() {
        return device.pool().statistics().used();
    }

    @Test
    void useAfterCloseIsAnErrorEverywhere() {
        NDArray x = array();
        NDArray view = x.get("10:20");
        NDArray other = array();
        x.close();
        x.close();
        String reason = "used after its memory was given back";
        assertThatThrownBy(view::toFloatArray)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> x.fill(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> x.add(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> other.add(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> other.copyFrom(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(x::sum).isInstanceOf(IllegalStateException.class).hasMessageContaining("400 bytes on test");
        assertThat(x.memory().isClosed()).isTrue();
    }

    @Test
    void closingAViewClosesAll() {
        NDArray x = array();
        try (NDArray view = x.get("::2")) {
            assertThat(view.size()).isEqualTo(50);
        }
        assertThat(x.memory().isClosed()).isTrue();
        assertThat(used()).isZero();
    }

    @Test
    void aReadThatBeganBeforeCloseFailsAfterIt() {
        NDArray x = array();
        HostArray reader = HostArray.reading(x);
        x.close();
        assertThatThrownBy(() -> reader.get(0, new float[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyWriteRaisesTheVersion() {
        NDArray x = array();
        long version = x.memory().version();
        x.get("3:5").fill(1);
        assertThat(x.memory().version()).isGreaterThan(version);
        version = x.memory().version();
        x.sum();
        x.toFloatArray();
        assertThat(x.memory().version()).isEqualTo(version);
        x.copyFrom(java.nio.FloatBuffer.allocate(100));
        assertThat(x.memory().version()).isGreaterThan(version);
    }

    @Test
    void attachmentsGoWithTheMemory() {
        NDArray x = array();
        x.memory().attach("packed");
        assertThat(x.memory().attachment()).isEqualTo("packed");
        x.close();
        assertThat(x.memory().attachment()).isNull();
    }

    @Test
    void aScopeGivesBackWhatNobodyOwns() {
        NDArray kept;
        NDArray temporary;
        try (MemoryScope scope = MemoryScope.open()) {
            temporary = array();
            kept = array();
            kept.memory().retain();
            assertThat(used()).isEqualTo(2 * 448);
        }
        assertThat(temporary.memory().isClosed()).isTrue();
        assertThat(kept.memory().isClosed()).isFalse();
        assertThat(kept.memory().isExclusive()).isTrue();
        kept.memory().retain();
        kept.memory().release();
        assertThat(kept.memory().isClosed()).isFalse();
        kept.memory().release();
        assertThat(kept.memory().isClosed()).isTrue();
        assertThat(used()).isZero();
    }

    @Test
    void whatEscapesFromAScopeOutlivesItsOwners() {
        NDArray x;
        try (MemoryScope scope = MemoryScope.open()) {
            x = array();
            x.memory().escape();
        }
        x.memory().retain();
        x.memory().release();
        assertThat(x.memory().isClosed()).isFalse();
        x.memory().disown();
        assertThat(x.memory().isClosed()).isTrue();
    }

    @Test
    void outsideAScopeAUserMayHoldIt() {
        NDArray x = array();
        assertThat(x.memory().isUnowned()).isFalse();
        x.memory().retain();
        x.memory().disown();
        assertThat(x.memory().isClosed()).isFalse();
        x.memory().release();
        assertThat(x.memory().isClosed()).isTrue();
    }

    @Test
    void scopesNestAndEndWithErrorsToo() {
        AtomicReference<NDArray> inner = new AtomicReference<>();
        NDArray outer;
        NDArray afterwards;
        try (MemoryScope scope = MemoryScope.open()) {
            outer = array();
            assertThatThrownBy(() -> {
                        try (MemoryScope nested = MemoryScope.open()) {
                            inner.set(array());
                            throw new IllegalStateException("on purpose");
                        }
                    })
                    .hasMessage("on purpose");
            assertThat(inner.get().memory().isClosed()).isTrue();
            assertThat(outer.memory().isClosed()).isFalse();
            afterwards = array();
        }
        assertThat(outer.memory().isClosed()).isTrue();
        assertThat(afterwards.memory().isClosed()).isTrue();
        assertThat(array().memory().isUnowned()).isFalse();
    }

    @Test
    void aScopeBelongsToItsThread() throws InterruptedException {
        AtomicReference<NDArray> other = new AtomicReference<>();
        try (MemoryScope scope = MemoryScope.open()) {
            Thread thread = new Thread(() -> other.set(array()));
            thread.start();
            thread.join();
        }
        assertThat(other.get().memory().isClosed()).isFalse();
    }
}
