package org.chainer.initializers;

import org.chainer.Initializer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** What the initializers share: a dtype that they may ask for, and refuse others then. */
abstract class TypedInitializer implements Initializer {
    private final DType dtype;

    TypedInitializer(DType dtype) {
        this.dtype = dtype;
    }

    @Override
    public final DType dtype() {
        return dtype;
    }

    /**
     * Fills an array.
     *
     * @throws IllegalArgumentException if its dtype is not the one that was asked for, or its shape does not fit
     */
    @Override
    public final void initialize(NDArray array) {
        if (dtype != null && array.dtype() != dtype) {
            throw new IllegalArgumentException(
                    name() + ": the array is " + array.dtype() + ", but this initializer was made for " + dtype);
        }
        fill(array);
    }

    abstract void fill(NDArray array);

    final String name() {
        return getClass().getSimpleName();
    }
}
