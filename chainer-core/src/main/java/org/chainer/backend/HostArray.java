package org.chainer.backend;

import java.lang.ref.Reference;
import org.chainer.array.DType;
import org.chainer.array.HalfFloat;
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
    private byte[] bytes;
    private short[] shorts;
    private int[] ints;
    private long[] longs;
    private float[] floats;
    private double[] doubles;

    private HostArray(NDArray array, boolean write) {
        memory = array.memory();
        Block found = write ? memory.forWriting() : memory.forReading();
        if (!(found instanceof HostBlock host)) {
            throw new IllegalArgumentException(
                    "array is on " + array.device().name() + ", expected one in host memory");
        }
        block = host;
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

    /** Reads {@code count} elements from the {@code start}-th on (in C order) as double. */
    public void get(long start, double[] to, int at, int count) {
        seek(start, count);
        for (int done = 0; done < count; ) {
            int n = run(count - done);
            read(to, at + done, n);
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
            read(to, at + done, n);
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
            read(to, at + done, n);
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
            write(from, at + done, n);
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
            write(from, at + done, n);
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
            write(from, at + done, n);
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

    private void read(double[] to, int at, int n) {
        switch (dtype) {
            case FLOAT64 -> StridedRuns.get(block, position, stride(), to, at, n);
            case FLOAT32 -> {
                StridedRuns.get(block, position, stride(), floats(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = floats[i];
                }
            }
            case FLOAT16 -> {
                StridedRuns.get(block, position, stride(), shorts(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = HalfFloat.fromFloat16(shorts[i]);
                }
            }
            case BFLOAT16 -> {
                StridedRuns.get(block, position, stride(), shorts(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = HalfFloat.fromBfloat16(shorts[i]);
                }
            }
            default -> {
                read(longs(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = longs[i];
                }
            }
        }
    }

    private void read(float[] to, int at, int n) {
        if (dtype == DType.FLOAT32) {
            StridedRuns.get(block, position, stride(), to, at, n);
        } else {
            read(doubles(), 0, n);
            for (int i = 0; i < n; i++) {
                to[at + i] = (float) doubles[i];
            }
        }
    }

    private void read(long[] to, int at, int n) {
        switch (dtype) {
            case INT64 -> StridedRuns.get(block, position, stride(), to, at, n);
            case INT32 -> {
                StridedRuns.get(block, position, stride(), ints(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = ints[i];
                }
            }
            case INT16 -> {
                StridedRuns.get(block, position, stride(), shorts(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = shorts[i];
                }
            }
            case INT8, BOOL -> {
                StridedRuns.get(block, position, stride(), bytes(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = bytes[i];
                }
            }
            case UINT8 -> {
                StridedRuns.get(block, position, stride(), bytes(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = bytes[i] & 0xff;
                }
            }
            default -> {
                read(doubles(), 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = (long) doubles[i];
                }
            }
        }
    }

    private void write(double[] from, int at, int n) {
        switch (dtype) {
            case FLOAT64 -> StridedRuns.put(block, position, stride(), from, at, n);
            case FLOAT32 -> {
                floats();
                for (int i = 0; i < n; i++) {
                    floats[i] = (float) from[at + i];
                }
                StridedRuns.put(block, position, stride(), floats, 0, n);
            }
            case FLOAT16 -> {
                shorts();
                for (int i = 0; i < n; i++) {
                    shorts[i] = HalfFloat.toFloat16((float) from[at + i]);
                }
                StridedRuns.put(block, position, stride(), shorts, 0, n);
            }
            case BFLOAT16 -> {
                shorts();
                for (int i = 0; i < n; i++) {
                    shorts[i] = HalfFloat.toBfloat16((float) from[at + i]);
                }
                StridedRuns.put(block, position, stride(), shorts, 0, n);
            }
            case BOOL -> {
                bytes();
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) (from[at + i] != 0 ? 1 : 0);
                }
                StridedRuns.put(block, position, stride(), bytes, 0, n);
            }
            default -> {
                longs();
                for (int i = 0; i < n; i++) {
                    longs[i] = (long) from[at + i];
                }
                write(longs, 0, n);
            }
        }
    }

    private void write(float[] from, int at, int n) {
        if (dtype == DType.FLOAT32) {
            StridedRuns.put(block, position, stride(), from, at, n);
        } else {
            doubles();
            for (int i = 0; i < n; i++) {
                doubles[i] = from[at + i];
            }
            write(doubles, 0, n);
        }
    }

    private void write(long[] from, int at, int n) {
        switch (dtype) {
            case INT64 -> StridedRuns.put(block, position, stride(), from, at, n);
            case INT32 -> {
                ints();
                for (int i = 0; i < n; i++) {
                    ints[i] = (int) from[at + i];
                }
                StridedRuns.put(block, position, stride(), ints, 0, n);
            }
            case INT16 -> {
                shorts();
                for (int i = 0; i < n; i++) {
                    shorts[i] = (short) from[at + i];
                }
                StridedRuns.put(block, position, stride(), shorts, 0, n);
            }
            case INT8, UINT8 -> {
                bytes();
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) from[at + i];
                }
                StridedRuns.put(block, position, stride(), bytes, 0, n);
            }
            case BOOL -> {
                bytes();
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) (from[at + i] != 0 ? 1 : 0);
                }
                StridedRuns.put(block, position, stride(), bytes, 0, n);
            }
            default -> {
                doubles();
                for (int i = 0; i < n; i++) {
                    doubles[i] = from[at + i];
                }
                write(doubles, 0, n);
            }
        }
    }

    private byte[] bytes() {
        return bytes == null ? bytes = new byte[scratch()] : bytes;
    }

    private short[] shorts() {
        return shorts == null ? shorts = new short[scratch()] : shorts;
    }

    private int[] ints() {
        return ints == null ? ints = new int[scratch()] : ints;
    }

    private long[] longs() {
        return longs == null ? longs = new long[scratch()] : longs;
    }

    private float[] floats() {
        return floats == null ? floats = new float[scratch()] : floats;
    }

    private double[] doubles() {
        return doubles == null ? doubles = new double[scratch()] : doubles;
    }

    private int scratch() {
        return (int) Math.min(size, TILE);
    }
}
