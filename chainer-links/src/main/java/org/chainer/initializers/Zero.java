package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Zeros. Chainer: {@code initializers.Zero}. */
public final class Zero extends TypedInitializer {

    /** In the configuration's dtype. */
    public Zero() {
        this(null);
    }

    /**
     * In a dtype.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     */
    public Zero(DType dtype) {
        super(dtype);
    }

    @Override
    void fill(NDArray array) {
        array.fill(0);
    }
}
