package org.chainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks of several windows. Their memory is a file with a hole in it, so that most of it is never there. */
class HostBlockTest {
    private static final long WINDOW = 1L << HostBlock.WINDOW_BITS;

    @TempDir
    Path folder;

    private Block sparse(long bytes) throws IOException {
        ByteBuffer[] windows = new ByteBuffer[(int) ((bytes + WINDOW - 1) / WINDOW)];
        Path path = folder.resolve("memory");
        try (FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            for (int i = 0; i < windows.length; i++) {
                windows[i] = file.map(FileChannel.MapMode.READ_WRITE, i * WINDOW, Math.min(WINDOW, bytes - i * WINDOW));
            }
        }
        return new HostBlock(windows);
    }

    private NDArray array(DType dtype, long length) throws IOException {
        Block block = sparse(MemoryPool.sizeClass(length * dtype.bytes()));
        BlockAllocator allocator = new BlockAllocator() {
            @Override
            public Block allocate(long bytes) {
                return bytes == block.bytes() ? block : new HostBlock(ByteBuffer.allocateDirect((int) bytes));
            }

            @Override
            public void free(Block freed) {}
        };
        return NDArray.empty(new TestDevice(allocator, Long.MAX_VALUE), dtype, Shape.of(length));
    }

    @ParameterizedTest
    @EnumSource
    void runsCrossTheBorderOfWindows(DType dtype) throws IOException {
        long border = WINDOW / dtype.bytes();
        NDArray x = array(dtype, border + 5000);
        NDArray values = NDArray.of(new Random(1).ints(6000, 0, 2).toArray()).astype(dtype);
        NDArray place = x.slice(0, border - 3000, border + 3000);
        place.copyFrom(values);
        assertThat(NDArray.of(place.toDoubleArray()).allClose(NDArray.of(values.toDoubleArray()), 0, 0))
                .isTrue();
        assertThat(place.get("::-7").toDoubleArray())
                .containsExactly(values.get("::-7").toDoubleArray());
        NDArray every = x.slice(0, border - 2500, border + 2500).get("::50");
        every.fill(1);
        assertThat(x.slice(0, border - 2500, border + 2500).get("::50").toDoubleArray())
                .containsOnly(1)
                .hasSize(100);
        double last = values.getDouble(5999);
        assertThat(place.getDouble(5999)).isEqualTo(last);
    }

    @Test
    void arraysAboveTwoGibibytes() throws IOException {
        long length = (1L << 31) + 1000;
        NDArray x = array(DType.UINT8, length);
        x.set(7, org.chainer.array.Slice.at(-1));
        assertThat(x.getDouble(length - 1)).isEqualTo(7);
        NDArray far = x.get("-1000:");
        far.copyFrom(NDArrays.arange(1000));
        assertThat(x.getDouble((1L << 31) + 255)).isEqualTo(255);
        assertThat(x.slice(0, 1L << 31, length).sum().item()).isEqualTo(3 * 255 * 128 + 231 * 232 / 2.0);
        NDArray ends = x.get("::2147484000");
        assertThat(ends.toIntArray()).containsExactly(0, 352 % 256);
        assertThatThrownBy(x::toIntArray)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2147484648,)");
    }

    @Test
    void windowsMustBeWhole() {
        assertThatThrownBy(() -> new HostBlock(ByteBuffer.allocateDirect(64), ByteBuffer.allocateDirect(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window 0 has 64 bytes");
    }
}
