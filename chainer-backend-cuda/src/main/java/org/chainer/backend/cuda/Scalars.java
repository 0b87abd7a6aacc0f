package org.chainer.backend.cuda;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.chainer.array.DType;

/** The two factors that products and cuDNN's functions take through pointers to host memory: double for float64, else float. */
final class Scalars {
    private static final ThreadLocal<Scalars> OF_THREAD = ThreadLocal.withInitial(Scalars::new);

    private final FloatPointer[] floats = {new FloatPointer(1), new FloatPointer(1)};
    private final DoublePointer[] doubles = {new DoublePointer(1), new DoublePointer(1)};

    private Scalars() {}

    static Pointer alpha(DType dtype, double value) {
        return OF_THREAD.get().set(0, dtype, value);
    }

    static Pointer beta(DType dtype, double value) {
        return OF_THREAD.get().set(1, dtype, value);
    }

    private Pointer set(int number, DType dtype, double value) {
        if (dtype == DType.FLOAT64) {
            return doubles[number].put(value);
        }
        return floats[number].put((float) value);
    }
}
