package org.chainer.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.chainer.array.NDArray;

/**
 * The arguments of one launch, in native memory as the kernel has them: one after the other in the order of its parameters. Each thread has one
 * of these and uses it again.
 */
final class Arguments {
    private static final int BLOCK_THREADS = 256;
    private static final int MOST_BLOCKS = 1 << 16;
    private static final int MOST_ARGUMENTS = 64;
    private static final int TABLE_BYTES = MOST_ARGUMENTS * Long.BYTES;
    private static final int BYTES = 16 << 10;
    static final int MAX_RANK = 8;
    private static final ThreadLocal<Arguments> OF_THREAD = ThreadLocal.withInitial(Arguments::new);

    private final BytePointer memory = new BytePointer(BYTES);
    private final ByteBuffer buffer = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    private final PointerPointer<Pointer> table = new PointerPointer<>(memory);
    private CudaContext context;
    private Kernel kernel;
    private Object shape;
    private int count;
    private int end;
    private boolean inStruct;

    private Arguments() {}

    static Arguments of(CudaContext context, Kernel kernel) {
        context.enter(); // now, because what was postponed needs this thread's arguments, too
        Arguments arguments = OF_THREAD.get();
        arguments.context = context;
        arguments.kernel = kernel;
        arguments.shape = "";
        arguments.count = 0;
        arguments.end = TABLE_BYTES;
        arguments.inStruct = false;
        return arguments;
    }

    /** What the launch is about, for messages. */
    Arguments describe(String text) {
        shape = text;
        return this;
    }

    /** Begins a parameter that is a struct, whose members of 8 bytes are what is added next. */
    Arguments open() {
        next(0);
        inStruct = true;
        return this;
    }

    /** Ends the struct. */
    Arguments close() {
        inStruct = false;
        return this;
    }

    /** A parameter that is a struct, as its bytes are. */
    Arguments add(ByteBuffer struct) {
        int at = next(struct.remaining());
        buffer.put(at, struct, struct.position(), struct.remaining());
        return this;
    }

    private int next(int bytes) {
        if (count == MOST_ARGUMENTS || end + bytes > BYTES) {
            throw new IllegalStateException("kernel " + kernel.name() + " has too many arguments for one launch");
        }
        int at = end;
        if (!inStruct) {
            buffer.putLong(count++ * Long.BYTES, memory.address() + at);
        }
        end = at + (bytes + 7) / 8 * 8;
        return at;
    }

    /** A parameter of type int. */
    Arguments add(int value) {
        buffer.putInt(next(Integer.BYTES), value);
        return this;
    }

    /** A parameter of type int64. */
    Arguments add(long value) {
        buffer.putLong(next(Long.BYTES), value);
        return this;
    }

    /** A parameter of type float. */
    Arguments add(float value) {
        buffer.putFloat(next(Float.BYTES), value);
        return this;
    }

    /** A parameter of type double. */
    Arguments add(double value) {
        buffer.putDouble(next(Double.BYTES), value);
        return this;
    }

    /** A pointer parameter: the first element of an array that is read. */
    Arguments read(NDArray array) {
        return add(context.address(array, false));
    }

    /** A pointer parameter: the first element of an array that is written. */
    Arguments write(NDArray array) {
        return add(context.address(array, true));
    }

    /** A parameter of type Extent. */
    Arguments add(Extent extent) {
        if (extent.rank() > MAX_RANK) {
            throw new IllegalArgumentException("kernel " + kernel.name() + ": " + extent.rank()
                    + " axes that cannot be joined, at most " + MAX_RANK + " can be used");
        }
        shape = extent;
        int at = next(8 + 8 * MAX_RANK + 8);
        buffer.putLong(at, extent.size());
        for (int i = 0; i < extent.rank(); i++) {
            buffer.putLong(at + 8 + 8 * i, extent.dims()[i]);
        }
        buffer.putInt(at + 8 + 8 * MAX_RANK, extent.rank());
        buffer.putInt(at + 12 + 8 * MAX_RANK, extent.contiguous() ? 1 : 0);
        return this;
    }

    /** A parameter of type View: the extent's array of that number, which is read. */
    Arguments read(NDArray array, Extent extent, int number) {
        return view(array, extent.strides()[number], extent.rank(), false);
    }

    /** A parameter of type View: the extent's array of that number, which is written. */
    Arguments write(NDArray array, Extent extent, int number) {
        return view(array, extent.strides()[number], extent.rank(), true);
    }

    /** A parameter of type View with the array's own strides; null gives a null pointer. */
    Arguments view(NDArray array, boolean write) {
        if (array == null) {
            int at = next(16 + 8 * MAX_RANK);
            buffer.putLong(at, 0);
            return this;
        }
        if (array.rank() > MAX_RANK) {
            throw new IllegalArgumentException("kernel " + kernel.name() + ": an array of shape " + array.shape()
                    + " has more than " + MAX_RANK + " axes");
        }
        return view(array, array.strides(), array.rank(), write);
    }

    /** A parameter of type View: the extent's array of that number. */
    Arguments view(NDArray array, Extent extent, int number, boolean write) {
        return view(array, extent.strides()[number], extent.rank(), write);
    }

    private Arguments view(NDArray array, long[] strides, int rank, boolean write) {
        int at = next(16 + 8 * MAX_RANK);
        buffer.putLong(at, context.address(array, write));
        for (int i = 0; i < rank; i++) {
            buffer.putLong(at + 8 + 8 * i, strides[i]);
        }
        buffer.putInt(at + 8 + 8 * MAX_RANK, array.dtype().ordinal());
        return this;
    }

    /** Launches the kernel with a thread for each of so many elements, or fewer threads that take several. */
    void launch(long elements) {
        long blocks = Math.min((elements + BLOCK_THREADS - 1) / BLOCK_THREADS, MOST_BLOCKS);
        launch((int) blocks, BLOCK_THREADS);
    }

    /** Launches the kernel on a one-dimensional grid. */
    void launch(int blocks, int threads) {
        if (blocks > 0) {
            launch(blocks, 1, 1, threads, 1, 1, 0);
        }
    }

    /** Launches the kernel on a grid of one to three axes. */
    void launch(int[] grid, int[] block, int sharedBytes) {
        launch(
                length(grid, 0),
                length(grid, 1),
                length(grid, 2),
                length(block, 0),
                length(block, 1),
                length(block, 2),
                sharedBytes);
    }

    private static int length(int[] lengths, int axis) {
        return axis < lengths.length ? lengths[axis] : 1;
    }

    private void launch(int gridX, int gridY, int gridZ, int blockX, int blockY, int blockZ, int sharedBytes) {
        context.select();
        int code = cudart.cuLaunchKernel(
                kernel.function(),
                gridX,
                gridY,
                gridZ,
                blockX,
                blockY,
                blockZ,
                sharedBytes,
                context.stream(),
                table,
                (PointerPointer<?>) null);
        context.launched(kernel, shape);
        if (code != 0) {
            CudaErrors.driver(
                    code,
                    "cuLaunchKernel",
                    context,
                    "launching kernel " + kernel.name() + " on " + text(gridX, gridY, gridZ) + " blocks of "
                            + text(blockX, blockY, blockZ) + " threads, "
                            + shape + ", stream 0x"
                            + Long.toHexString(context.stream().address()));
        }
        context.waitIfBlocking(kernel, shape);
    }

    private static String text(int x, int y, int z) {
        return y == 1 && z == 1 ? Integer.toString(x) : x + "×" + y + "×" + z;
    }
}
