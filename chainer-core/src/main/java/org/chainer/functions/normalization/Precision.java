package org.chainer.functions.normalization;

import org.chainer.array.DType;

/** The dtype in which statistics are taken. */
final class Precision {
    private Precision() {}

    /** float32 for float16, else the same. */
    static DType wide(DType dtype) {
        return dtype == DType.FLOAT16 ? DType.FLOAT32 : dtype;
    }

    /** The common dtype of x and its parameters, at least float32. */
    static DType wide(DType x, DType parameter) {
        return wide(DType.promote(x, parameter));
    }
}
