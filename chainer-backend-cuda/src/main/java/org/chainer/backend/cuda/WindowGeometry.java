package org.chainer.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.chainer.array.Shape;

/** The kernels' struct Windows: windows that slide over the spatial axes of an array. */
final class WindowGeometry {
    static final int MAX_AXES = 4;
    private static final int MOST_ELEMENTS = 1 << 29;
    private static final int NUMBERS = 1 + 6 * MAX_AXES + 3;

    private WindowGeometry() {}

    /**
     * The struct's bytes.
     *
     * @param in lengths of x's spatial axes
     * @param out number of windows along each
     * @param dilate null for 1
     * @throws IllegalArgumentException if a window has more elements than kernels can number
     */
    static ByteBuffer of(Shape in, Shape out, int[] kernel, int[] stride, int[] pad, int[] dilate) {
        ByteBuffer struct = ByteBuffer.allocate(NUMBERS * Long.BYTES).order(ByteOrder.nativeOrder());
        int axes = kernel.length;
        struct.putLong(axes);
        double elements = Arrays.stream(kernel).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (elements > MOST_ELEMENTS) {
            throw new IllegalArgumentException("windows of " + Arrays.toString(kernel)
                    + " elements on a plane of shape " + in + " have more than " + MOST_ELEMENTS + " elements each");
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
        struct.putLong((long) elements).putLong(in.size()).putLong(out.size());
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
