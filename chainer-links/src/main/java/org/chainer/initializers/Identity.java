package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** The identity matrix times {@code scale}. Only for square matrices. Chainer: {@code initializers.Identity}. */
public final class Identity extends TypedInitializer {
    private final double scale;

    /** Scale 1. */
    public Identity() {
        this(1);
    }

    /** A scale. */
    public Identity(double scale) {
        this(scale, null);
    }

    /**
     * A scale.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     */
    public Identity(double scale, DType dtype) {
        super(dtype);
        this.scale = scale;
    }

    @Override
    void fill(NDArray array) {
        if (array.rank() != 2 || array.dim(0) != array.dim(1)) {
            throw new IllegalArgumentException("Identity: expected a square matrix, not shape " + array.shape());
        }
        array.fill(0);
        array.diagonal(0, 0, 1).fill(scale);
    }
}
