package org.chainer.testing.contract;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Reproducible numbers for cases, on the current device. */
final class Data {
    static final DType[] FLOATS = {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16};
    static final DType[] WIDE_FLOATS = {DType.FLOAT32, DType.FLOAT64};
    static final DType[] INTEGERS = {DType.INT8, DType.INT16, DType.INT32, DType.INT64, DType.UINT8};

    private final Random random = new Random(20_190_605);

    /** Uniform numbers; for integer dtypes, whole ones. */
    NDArray uniform(DType dtype, double low, double high, long... shape) {
        return make(dtype, () -> low + (high - low) * random.nextDouble(), shape);
    }

    NDArray normal(DType dtype, long... shape) {
        return make(dtype, random::nextGaussian, shape);
    }

    /** Integers from low (inclusive) to high (exclusive) in any dtype. */
    NDArray integers(DType dtype, int low, int high, long... shape) {
        return make(dtype, () -> low + random.nextInt(high - low), shape);
    }

    NDArray of(DType dtype, double... values) {
        return NDArray.of(values).astype(dtype);
    }

    private static NDArray make(DType dtype, DoubleSupplier number, long... shape) {
        double[] values = new double[(int) Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number.getAsDouble();
        }
        return NDArray.of(values).astype(dtype).reshape(shape);
    }
}
