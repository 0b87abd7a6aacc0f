package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** NaN everywhere: for parameters that something else must set. Chainer: {@code initializers.NaN}. */
public final class NaN extends TypedInitializer {

    /** In the configuration's dtype. */
    public NaN() {
        this(null);
    }

    /**
     * In a dtype.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     */
    public NaN(DType dtype) {
        super(dtype);
    }

    @Override
    void fill(NDArray array) {
        array.fill(Double.NaN);
    }
}
