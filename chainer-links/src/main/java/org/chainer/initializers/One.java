package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Ones. Chainer: {@code initializers.One}. */
public final class One extends TypedInitializer {

    /** In the configuration's dtype. */
    public One() {
        this(null);
    }

    /**
     * In a dtype.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     */
    public One(DType dtype) {
        super(dtype);
    }

    @Override
    void fill(NDArray array) {
        array.fill(1);
    }
}
