package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** One value everywhere, or a given array, broadcast to the shape. Chainer: {@code initializers.Constant}. */
public final class Constant extends TypedInitializer {
    private final Number value;
    private final NDArray values;

    /** A number. */
    public Constant(Number value) {
        this(value, null);
    }

    /**
     * A number.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     */
    public Constant(Number value, DType dtype) {
        super(dtype);
        this.value = value;
        this.values = null;
    }

    /** An array, which is copied when a parameter is filled; it is converted to the parameter's dtype. */
    public Constant(NDArray values) {
        this(values, null);
    }

    /**
     * An array, which is copied when a parameter is filled.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     */
    public Constant(NDArray values, DType dtype) {
        super(dtype);
        this.value = null;
        this.values = values;
    }

    @Override
    void fill(NDArray array) {
        if (values == null) {
            array.fill(value);
        } else {
            array.copyFrom(values);
        }
    }
}
