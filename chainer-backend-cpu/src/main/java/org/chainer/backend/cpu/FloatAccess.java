package org.chainer.backend.cpu;

import java.lang.ref.Reference;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** Copies runs of elements, in C order, between a float32 array in host memory and Java arrays. */
final class FloatAccess {
    /** Number of elements that loops take at a time. */
    static final int TILE = HostArray.TILE;

    private static final int PADDING = 64;
    private static final int TILES = 6;
    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[TILES][TILE]);

    private static final ThreadLocal<double[]> DOUBLES = ThreadLocal.withInitial(() -> new double[TILE]);

    private final NDArray array;
    private final NativeBlock block;
    private final long offset;
    private final HostArray strided;

    private FloatAccess(NDArray array, boolean write) {
        this.array = array;
        boolean direct = array.isContiguous();
        block = direct ? NativeMemory.block(array, write) : null;
        offset = array.offset();
        strided = direct ? null : write ? HostArray.writing(array) : HostArray.reading(array);
    }

    static FloatAccess reading(NDArray array) {
        return new FloatAccess(array, false);
    }

    static FloatAccess writing(NDArray array) {
        return new FloatAccess(array, true);
    }

    /** Whether all are float32 arrays in the CPU device's memory. */
    static boolean suits(NDArray... arrays) {
        for (NDArray array : arrays) {
            if (array.dtype() != DType.FLOAT32) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many elements of a tile a loop should take to have computed a count of them: some more, whose values do not matter. A loop that the JIT
     * compiler has mostly seen with a handful of elements would stay scalar for ever, ten times slower on large arrays.
     */
    static int padded(int count) {
        return (count + PADDING - 1) & -PADDING;
    }

    /** This thread's tiles. Whoever takes one uses it up before calling anything that takes tiles too. */
    static float[] tile(int number) {
        return SCRATCH.get()[number];
    }

    /** This thread's tile of double. */
    static double[] doubleTile() {
        return DOUBLES.get();
    }

    void get(long start, float[] to, int count) {
        get(start, to, 0, count);
    }

    void get(long start, float[] to, int at, int count) {
        if (strided == null) {
            block.get(offset + start, to, at, count);
            Reference.reachabilityFence(array);
        } else {
            strided.get(start, to, at, count);
        }
    }

    void put(long start, float[] from, int count) {
        put(start, from, 0, count);
    }

    void put(long start, float[] from, int at, int count) {
        if (strided == null) {
            block.put(offset + start, from, at, count);
            Reference.reachabilityFence(array);
        } else {
            strided.put(start, from, at, count);
        }
    }
}
