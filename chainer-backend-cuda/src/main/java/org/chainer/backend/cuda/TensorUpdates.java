package org.chainer.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * Updates of many arrays in one launch. While a batch is open, updates that the batch's thread asks for wait for others of their kind, until there is one of another kind, the batch ends, or
 * the device is asked for anything else: so nobody can see that they waited. Kernels: optimizer.cu.
 */
final class TensorUpdates {
    private static final String TOPIC = "optimizer";
    private static final int THREADS = 256;
    private static final int MOST_ARRAYS = 256;
    private static final int MOST_STATES = 3;
    private static final int MOST_SCALARS = 10;
    private static final int SCALARS = 4 * Integer.BYTES + Long.BYTES;
    private static final int FIRST_BLOCKS = SCALARS + MOST_SCALARS * Double.BYTES;
    private static final int ARRAYS = FIRST_BLOCKS + MOST_ARRAYS * Integer.BYTES;
    private static final int ARRAY_BYTES = (2 + MOST_STATES + 1) * Long.BYTES;
    private static final long LEAST_CHUNK = 4096;
    /** With so many blocks a device is busy, and what they find can be put together by one block. */
    private static final long ENOUGH_BLOCKS = 2048;

    /** The kernel that is given the place of its blocks' results, and their sums go to the parameters. */
    static final String SQUARED_NORM = "squares_of_chunks";

    private final CudaContext context;
    private final ByteBuffer struct =
            ByteBuffer.allocateDirect(ARRAYS + MOST_ARRAYS * ARRAY_BYTES).order(ByteOrder.nativeOrder());
    /** Parameter, gradient and states of each update that waits: they must not be collected. */
    private final NDArray[][] waiting = new NDArray[MOST_ARRAYS][];

    private int count;
    private Kind kind;
    private Thread owner;
    private int depth;

    private record Kind(
            String kernel, DType parameter, DType gradient, DType state, double[] scalars, NDArray squaredNorms) {
        boolean fits(Kind other) {
            return kernel.equals(other.kernel)
                    && parameter == other.parameter
                    && gradient == other.gradient
                    && state == other.state
                    && squaredNorms == other.squaredNorms
                    && Arrays.equals(scalars, other.scalars);
        }
    }

    TensorUpdates(CudaContext context) {
        this.context = context;
    }

    /** Begins a batch of this thread; another thread's that is open goes on alone. */
    synchronized void open() {
        if (owner == null) {
            owner = Thread.currentThread();
        }
        depth += owner == Thread.currentThread() ? 1 : 0;
    }

    /** Ends it. */
    synchronized void close() {
        if (owner == Thread.currentThread() && --depth == 0) {
            owner = null;
            flush();
        }
    }

    /**
     * Asks for an update of arrays in C order without gaps, which are not empty.
     *
     * @param kernel its name without the number's type
     * @param squaredNorms what {@code clip_norm} needs beside its arrays, else null
     */
    synchronized void add(
            String kernel,
            double[] scalars,
            NDArray squaredNorms,
            NDArray parameter,
            NDArray gradient,
            NDArray... states) {
        DType state = states.length == 0 ? parameter.dtype() : states[0].dtype();
        Kind wanted = new Kind(kernel, parameter.dtype(), gradient.dtype(), state, scalars, squaredNorms);
        if (count == MOST_ARRAYS || count > 0 && !kind.fits(wanted)) {
            flush();
        }
        boolean alone = owner != Thread.currentThread();
        if (alone) {
            flush();
        }
        kind = wanted;
        NDArray[] arrays = new NDArray[2 + states.length];
        arrays[0] = parameter;
        arrays[1] = gradient;
        System.arraycopy(states, 0, arrays, 2, states.length);
        waiting[count++] = arrays;
        if (alone) {
            flush();
        } else {
            context.postpone(this::flush);
        }
    }

    /** Launches what waits. */
    synchronized void flush() {
        if (count == 0) {
            return;
        }
        int arrays = count;
        count = 0;
        context.postpone(null);
        long chunk = chunk(arrays);
        long blocks = describe(arrays, chunk);
        boolean norms = kind.kernel.equals(SQUARED_NORM);
        boolean wide = kind.gradient == DType.FLOAT64;
        Arguments arguments =
                context.call(TOPIC, kind.kernel + (wide ? "_double" : "_float")).add(struct.duplicate());
        arguments.describe(arrays + " arrays, the first of shape " + waiting[0][1].shape());
        if (norms) {
            squaredNorms(arguments, (int) blocks);
        } else {
            if (kind.squaredNorms != null) {
                NDArray squares = kind.squaredNorms;
                arguments
                        .read(squares)
                        .add(squares.dtype().ordinal())
                        .add((int) squares.size())
                        .add(squares.stride(0));
            }
            arguments.launch((int) blocks, THREADS);
        }
        Arrays.fill(waiting, 0, arrays, null);
        kind = null;
    }

    private void squaredNorms(Arguments arguments, int blocks) {
        NDArray parts = NDArray.empty(waiting[0][1].device(), DType.FLOAT64, Shape.of(blocks));
        arguments.write(parts).launch(blocks, THREADS);
        context.call(TOPIC, "squared_norms")
                .add(struct.duplicate())
                .read(parts)
                .add(blocks)
                .launch(struct.getInt(0), THREADS);
        parts.close();
    }

    /** How many elements a block takes, so that there are enough blocks and not many more. */
    private long chunk(int arrays) {
        long total = 0;
        for (int i = 0; i < arrays; i++) {
            total += waiting[i][1].size();
        }
        long even = (total + ENOUGH_BLOCKS - 1) / ENOUGH_BLOCKS;
        return Math.max(LEAST_CHUNK, (even + THREADS - 1) / THREADS * THREADS);
    }

    /** Fills in what the kernel gets; gives the number of blocks. */
    private long describe(int arrays, long chunk) {
        struct.putInt(0, arrays);
        struct.putInt(4, kind.parameter.ordinal());
        struct.putInt(8, kind.gradient.ordinal());
        struct.putInt(12, kind.state.ordinal());
        struct.putLong(16, chunk);
        for (int i = 0; i < kind.scalars.length; i++) {
            struct.putDouble(SCALARS + Double.BYTES * i, kind.scalars[i]);
        }
        long blocks = 0;
        for (int i = 0; i < arrays; i++) {
            NDArray[] update = waiting[i];
            struct.putInt(FIRST_BLOCKS + Integer.BYTES * i, Math.toIntExact(blocks));
            int at = ARRAYS + ARRAY_BYTES * i;
            for (int k = 0; k < update.length; k++) {
                struct.putLong(at + Long.BYTES * k, context.address(update[k], k != 1));
            }
            long size = update[1].size();
            struct.putLong(at + ARRAY_BYTES - Long.BYTES, size);
            blocks += (size + chunk - 1) / chunk;
        }
        return blocks;
    }
}
