package org.chainer.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chainer.array.Shape;

/** The kernels' struct Windows: windows that slide over the spatial axes of an array. */
final class WindowGeometry {
    static final int MAX_AXES = 4;
    private static final int NUMBERS = 1 + 6 * MAX_AXES + 3;

    private WindowGeometry() {}

    /**
     * The struct's bytes.
     *
     * @param in lengths of x's spatial axes
     * @param out number of windows along each
     * @param dilate null for 1
     */
    static ByteBuffer of(Shape in, Shape out, int[] kernel, int[] stride, int[] pad, int[] dilate) {
        ByteBuffer struct = ByteBuffer.allocate(NUMBERS * Long.BYTES).order(ByteOrder.nativeOrder());
        int axes = kernel.length;
        struct.putLong(axes);
        long kernelSize = 1;
        for (int i = 0; i < axes; i++) {
            kernelSize *= kernel[i];
        }
        put(struct, kernel);
        put(struct, stride);
        put(struct, pad);
        for (int i = 0; i < MAX_AXES; i++) {
            struct.putLong(i < axes && dilate != null ? dilate[i] : 1);
        }
        for (Shape lengths : new Shape[] {in, out}) {
            for (int i = 0; i < MAX_AXES; i++) {
                struct.putLong(i < axes ? lengths.dim(i) : 1);
            }
        }
        struct.putLong(kernelSize).putLong(in.size()).putLong(out.size());
        return struct.flip();
    }

    private static void put(ByteBuffer struct, int[] values) {
        for (int i = 0; i < MAX_AXES; i++) {
            struct.putLong(i < values.length ? values[i] : 1);
        }
    }

    /** The axes after batch and channels. */
    static Shape spatial(Shape shape) {
        return shape.subShape(2, shape.rank());
    }
}
