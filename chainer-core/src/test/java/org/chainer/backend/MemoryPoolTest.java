package org.chainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryPoolTest {
    private static final long MIB = 1 << 20;

    private final TestDevice.CountingAllocator allocator = new TestDevice.CountingAllocator();
    private final TestDevice device = new TestDevice(allocator, 64 * MIB);

    private NDArray array(long bytes) {
        return NDArray.empty(device, DType.UINT8, Shape.of(bytes));
    }

    private MemoryPool.Statistics statistics() {
        return device.pool().statistics();
    }

    @Test
    void countsWhatIsUsedAndHeld() {
        NDArray a = array(MIB);
        NDArray b = array(2 * MIB);
        assertThat(statistics().used()).isEqualTo(3 * MIB);
        a.close();
        assertThat(statistics().used()).isEqualTo(2 * MIB);
        assertThat(statistics().held()).isEqualTo(3 * MIB);
        assertThat(statistics().peak()).isEqualTo(3 * MIB);
        assertThat(statistics().allocations()).isEqualTo(2);
        assertThat(statistics().limit()).isEqualTo(64 * MIB);
        device.pool().resetPeak();
        assertThat(statistics().peak()).isEqualTo(2 * MIB);
        assertThat(statistics().toString())
                .isEqualTo("2097152 bytes in use, 3145728 bytes held, peak 2097152 bytes, limit 64 MiB");
        b.close();
    }

    @Test
    void blocksAreLentAgain() {
        for (int i = 0; i < 100; i++) {
            array(1000).close();
        }
        assertThat(allocator.allocated).isEqualTo(1);
        assertThat(statistics().used()).isZero();
        assertThat(statistics().allocations()).isEqualTo(100);
    }

    @Test
    void trimmingGivesUnusedBlocksToTheSystem() {
        NDArray kept = array(MIB);
        array(2 * MIB).close();
        device.pool().trim();
        assertThat(allocator.freed).isEqualTo(1);
        assertThat(allocator.bytes).isEqualTo(MIB);
        assertThat(statistics().held()).isEqualTo(MIB);
        kept.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 64",
        "1, 64",
        "64, 64",
        "65, 128",
        "128, 128",
        "129, 192",
        "1000, 1024",
        "1024, 1024",
        "1025, 1280",
        "5000000000, 5368709120"
    })
    void sizeClasses(long bytes, long size) {
        assertThat(MemoryPool.sizeClass(bytes)).isEqualTo(size);
    }

    @Test
    void aSizeClassWastesAtMostAQuarter() {
        for (long bytes = 256; bytes < 1L << 40; bytes = bytes * 17 / 16 + 1) {
            long size = MemoryPool.sizeClass(bytes);
            assertThat(size).isGreaterThanOrEqualTo(bytes).isLessThanOrEqualTo(bytes * 5 / 4 + 64);
            assertThat(size % 64).isZero();
            assertThat(MemoryPool.sizeClass(size)).isEqualTo(size);
        }
    }

    @Test
    void atTheLimitTheErrorNamesTheRequestAndWhatIsHeld() {
        NDArray held = array(48 * MIB);
        assertThatThrownBy(() -> array(20 * MIB))
                .isInstanceOf(OutOfMemoryException.class)
                .hasMessageContaining("out of memory on test")
                .hasMessageContaining("an array of 20971520 bytes")
                .hasMessageContaining("48 MiB in use")
                .hasMessageContaining("limit 64 MiB")
                .hasMessageContaining("-Dchainer.memory.limit");
        assertThat(array(16 * MIB).size()).isEqualTo(16 * MIB);
        held.fill(1);
        assertThat(held.slice(0, 48 * MIB - 1, 48 * MIB).item()).isEqualTo(1);
    }

    @Test
    void unusedBlocksOfOtherSizesMakeRoom() {
        array(40 * MIB).close();
        NDArray other = array(60 * MIB);
        assertThat(allocator.freed).isEqualTo(1);
        assertThat(statistics().held()).isEqualTo(MemoryPool.sizeClass(60 * MIB));
        other.close();
    }

    @Test
    void aSystemWithoutMemoryIsNamedAsTheReason() {
        allocator.capacity = 4 * MIB;
        NDArray held = array(3 * MIB);
        assertThatThrownBy(() -> array(2 * MIB))
                .isInstanceOf(OutOfMemoryException.class)
                .hasMessageContaining("2097152 bytes")
                .hasMessageContaining("the system says no")
                .hasRootCauseMessage("the system says no to 2097152 bytes");
        assertThat(statistics().used()).isEqualTo(3 * MIB);
        held.close();
        NDArray next = array(2 * MIB);
        assertThat(allocator.freed).isEqualTo(1);
        next.close();
    }

    @Test
    void whatNobodyRefersToIsLentAgain() {
        for (int i = 0; i < 300; i++) {
            array(4 * MIB).fill(i % 100);
        }
        assertThat(statistics().peak()).isLessThanOrEqualTo(64 * MIB);
        assertThat(statistics().collections()).isPositive();
    }

    @Test
    void whatSomebodyRefersToStays() {
        List<NDArray> kept = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            NDArray x = array(MIB).fill(i);
            if (i % 10 == 0) {
                kept.add(x.get("::-1, None").transpose().get("0, 5:9"));
            }
        }
        device.pool().trim();
        for (int i = 0; i < 50; i++) {
            array(MIB).fill(255);
        }
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).toIntArray()).containsExactly(10 * i, 10 * i, 10 * i, 10 * i);
        }
        kept.clear();
        device.pool().trim();
        assertThat(statistics().used()).isZero();
        assertThat(statistics().held()).isZero();
    }

    @Test
    void threadsNeverShareABlock() throws InterruptedException {
        AtomicReference<String> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int mine = t + 1;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 2000 && failure.get() == null; i++) {
                    NDArray x = array(1000 + 64 * (i % 3)).fill(mine);
                    NDArray view = x.get("::3");
                    if (view.min().item() != mine || view.max().item() != mine) {
                        failure.set("thread " + mine + " found another's numbers in round " + i);
                    }
                    if (i % 2 == 0) {
                        x.close();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
    }
}
