package org.chainer;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;

/** Fills new parameters. Implementations are in {@code org.chainer.initializers}. */
@FunctionalInterface
public interface Initializer {

    /** Fills an array. */
    void initialize(NDArray array);

    /** Dtype that parameters get from this initializer, or null for the configuration's. */
    default DType dtype() {
        return null;
    }

    /** This initializer for parameters of a dtype; null leaves the dtype to the initializer or the configuration. */
    default Initializer withDType(DType dtype) {
        if (dtype == null) {
            return this;
        }
        Initializer untyped = this;
        return new Initializer() {
            @Override
            public void initialize(NDArray array) {
                untyped.initialize(array);
            }

            @Override
            public DType dtype() {
                return dtype;
            }
        };
    }

    /** A new array, filled. As {@code chainer.initializers.generate_array}. */
    static NDArray generateArray(Initializer initializer, Shape shape, DType dtype, Device device) {
        DType chosen = dtype != null
                ? dtype
                : initializer.dtype() != null
                        ? initializer.dtype()
                        : Chainer.config().dtype();
        NDArray array = NDArray.empty(device, chosen, shape);
        initializer.initialize(array);
        return array;
    }

    /** Fills with one value. */
    static Initializer constant(Number value) {
        return array -> array.fill(value);
    }
}
