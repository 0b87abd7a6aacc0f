package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.backend.OutOfMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeBlockTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 1000, 5 << 20})
    void blocksAreAlignedAndWritableToTheLastByte(long bytes) {
        NativeBlock block = NativeBlock.allocate(bytes);
        assertThat(block.address(0, bytes) % 64).isZero();
        assertThat(block.bytes()).isEqualTo(bytes);
        block.putByte(0, (byte) 1);
        block.putByte(bytes - 1, (byte) 2);
        assertThat(block.getByte(bytes - 1)).isEqualTo((byte) 2);
        block.free();
    }

    @Test
    void blocksAboveTwoGibibytesAreReachedThroughWindows() {
        NativeBlock block = NativeBlock.allocate((5L << 29) + 8);
        long last = (5L << 29) / 4 + 1;
        block.putFloat(last, 3);
        block.putFloat(1L << 28, 4);
        assertThat(block.getFloat(last)).isEqualTo(3);
        assertThat(block.getFloat(1L << 28)).isEqualTo(4);
        float[] run = new float[4];
        block.get((1L << 28) - 2, run, 0, 4);
        assertThat(run[2]).isEqualTo(4);
        block.free();
    }

    @Test
    void rangesOutsideABlockAndFreedBlocksHaveNoAddress() {
        NativeBlock block = NativeBlock.allocate(100);
        assertThat(block.address(60, 40)).isEqualTo(block.address(0, 1) + 60);
        assertThatThrownBy(() -> block.address(61, 40)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> block.address(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> block.address(1, Long.MAX_VALUE)).isInstanceOf(IndexOutOfBoundsException.class);
        block.free();
        block.free();
        assertThatThrownBy(() -> block.address(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("freed");
    }

    @Test
    void aBlockThatTheSystemDoesNotHaveIsAnErrorThatNamesItsSize() {
        assertThatThrownBy(() -> NativeBlock.allocate(1L << 60))
                .isInstanceOf(OutOfMemoryException.class)
                .hasMessageContaining(Long.toString(1L << 60));
        assertThatThrownBy(() -> NativeBlock.allocate(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
