package org.chainer.backend;

import java.lang.ref.Reference;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * Reads and writes the elements of an array in host memory, whatever its strides and dtype: runs of elements in C order are copied to and
 * from Java arrays, on which loops are fast.
 *
 * <p>A loop over an array takes tiles of {@link #TILE} elements. Floating-point numbers are seen as double or float, integers and bools
 * as long (bool as 0 and 1). Not thread-safe; cheap to make.
 */
public final class HostArray {
    /** Number of elements in a tile: small enough for the first-level cache, large enough to amortise a copy. */
    public static final int TILE = 2048;

    /** Kept reachable while its block is accessed, lest the collector return the block to the pool in the midst of a loop. */
    private final Memory memory;

    private final HostBlock block;
    private final DType dtype;
    private final long offset;
    private final long size;
    private final int rank;
    private final long[] dims;
    private final long[] strides;
    private final long[] index;
    private long next;
    private long position;

    private HostArray(NDArray array, boolean write) {
        memory = array.memory();
        Block found = write ? memory.forWriting() : memory.forReading();
        block = hostBlock(array, found);
        dtype = array.dtype();
        offset = array.offset();
        size = array.size();
        long[] fullDims = array.shape().toArray();
        long[] fullStrides = array.strides();
        dims = new long[Math.max(fullDims.length, 1)];
        strides = new long[dims.length];
        int n = 0;
        for (int i = 0; i < fullDims.length; i++) {
            if (fullDims[i] == 1) {
                continue;
            }
            if (n > 0 && strides[n - 1] == fullStrides[i] * fullDims[i]) {
                dims[n - 1] *= fullDims[i];
                strides[n - 1] = fullStrides[i];
            } else {
                dims[n] = fullDims[i];
                strides[n++] = fullStrides[i];
            }
        }
        if (n == 0) {
            dims[0] = 1;
            n = 1;
        }
        rank = n;
        index = new long[n];
        position = offset;
    }

    /** Access to read an array. */
    public static HostArray reading(NDArray array) {
        return new HostArray(array, false);
    }

    /** Access to write an array (and to read it). */
    public static HostArray writing(NDArray array) {
        return new HostArray(array, true);
    }

    /** Number of elements. */
    public long size() {
        return size;
    }

    /** All elements as double, in C order. */
    public static double[] doubles(NDArray array) {
        double[] result = new double[heapSize(array)];
        reading(array).get(0, result, 0, result.length);
        return result;
    }

    /** All elements as float, in C order. */
    public static float[] floats(NDArray array) {
        float[] result = new float[heapSize(array)];
        reading(array).get(0, result, 0, result.length);
        return result;
    }

    /** All elements as long, in C order. */
    public static long[] longs(NDArray array) {
        long[] result = new long[heapSize(array)];
        reading(array).get(0, result, 0, result.length);
        return result;
    }

    /** Writes all elements in C order. */
    public static void store(double[] values, NDArray array) {
        writing(array).put(0, values, 0, heapSize(array));
    }

    /** Writes all elements in C order. */
    public static void store(float[] values, NDArray array) {
        writing(array).put(0, values, 0, heapSize(array));
    }

    /** Writes all elements in C order. */
    public static void store(long[] values, NDArray array) {
        writing(array).put(0, values, 0, heapSize(array));
    }

    private static int heapSize(NDArray array) {
        if (array.size() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "array of shape " + array.shape() + " has more elements than a Java array can hold");
        }
        return (int) array.size();
    }

    /** As {@code reading(array).get(start, to, 0, count)}; for a contiguous floating-point array, of at most a tile, without an object. */
    public static void load(NDArray array, long start, double[] to, int count) {
        if (array.isContiguous() && array.dtype().isFloating() && count <= TILE) {
            HostBlock block = hostBlock(array, array.memory().forReading());
            Elements.read(block, array.dtype(), array.offset() + start, 1, to, 0, count);
            Reference.reachabilityFence(array);
        } else {
            reading(array).get(start, to, 0, count);
        }
    }

    /** As {@code writing(array).put(start, from, 0, count)}; for a contiguous floating-point array, of at most a tile, without an object. */
    public static void save(double[] from, NDArray array, long start, int count) {
        if (array.isContiguous() && array.dtype().isFloating() && count <= TILE) {
            HostBlock block = hostBlock(array, array.memory().forWriting());
            Elements.write(block, array.dtype(), array.offset() + start, 1, from, 0, count);
            Reference.reachabilityFence(array);
        } else {
            writing(array).put(start, from, 0, count);
        }
    }

    private static HostBlock hostBlock(NDArray array, Block found) {
        if (found instanceof HostBlock host) {
            return host;
        }
        throw new IllegalArgumentException("array is on " + array.device().name() + ", expected one in host memory");
    }

    /** Reads {@code count} elements from the {@code start}-th on (in C order) as double. */
    public void get(long start, double[] to, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            Elements.read(block, dtype, position, stride(), to, at + done, n);
            advance(n);
            done += n;
        }
        Reference.reachabilityFence(memory);
    }

    /** Reads elements as float. */
    public void get(long start, float[] to, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            Elements.read(block, dtype, position, stride(), to, at + done, n);
            advance(n);
            done += n;
        }
        Reference.reachabilityFence(memory);
    }

    /** Reads elements as long; floating-point numbers are truncated. */
    public void get(long start, long[] to, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            Elements.read(block, dtype, position, stride(), to, at + done, n);
            advance(n);
            done += n;
        }
        Reference.reachabilityFence(memory);
    }

    /** Writes elements, rounded (to integers: truncated) to the array's dtype. */
    public void put(long start, double[] from, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            Elements.write(block, dtype, position, stride(), from, at + done, n);
            advance(n);
            done += n;
        }
        Reference.reachabilityFence(memory);
    }

    /** Writes elements, rounded (to integers: truncated) to the array's dtype. */
    public void put(long start, float[] from, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            Elements.write(block, dtype, position, stride(), from, at + done, n);
            advance(n);
            done += n;
        }
        Reference.reachabilityFence(memory);
    }

    /** Writes elements; to narrower integers the low bits, to bool whether they are not 0. */
    public void put(long start, long[] from, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            Elements.write(block, dtype, position, stride(), from, at + done, n);
            advance(n);
            done += n;
        }
        Reference.reachabilityFence(memory);
    }

    private void seek(long start, int count) {
        if (start < 0 || count < 0 || start + count > size) {
            throw new IndexOutOfBoundsException(
                    "elements " + start + " to " + (start + count) + " of an array with " + size + " elements");
        }
        if (memory.isClosed()) {
            memory.forReading();
        }
        if (start == next) {
            return;
        }
        long rest = start;
        position = offset;
        for (int i = rank - 1; i >= 0; i--) {
            index[i] = rest % dims[i];
            rest /= dims[i];
            position += index[i] * strides[i];
        }
        next = start;
    }

    private int run(int wanted) {
        return (int) Math.min(Math.min(wanted, TILE), dims[rank - 1] - index[rank - 1]);
    }

    private void advance(int n) {
        next += n;
        int i = rank - 1;
        index[i] += n;
        position += n * strides[i];
        while (index[i] == dims[i]) {
            position -= dims[i] * strides[i];
            index[i] = 0;
            if (i == 0) {
                next = 0;
                return;
            }
            i--;
            index[i]++;
            position += strides[i];
        }
    }

    private long stride() {
        return strides[rank - 1];
    }
}
