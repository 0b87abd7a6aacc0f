package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;

/** A bilinear (trilinear, …) kernel for each channel on its own. */
abstract class SamplingFilter extends TypedInitializer {
    private final boolean up;

    SamplingFilter(boolean up, String interpolation, DType dtype) {
        super(dtype);
        this.up = up;
        if (!interpolation.equals("linear")) {
            throw new IllegalArgumentException(
                    name() + ": interpolation is '" + interpolation + "', expected 'linear'");
        }
    }

    @Override
    final void fill(NDArray array) {
        boolean fits = array.rank() > 2 && (array.dim(0) == array.dim(1) || array.dim(1) == 1);
        for (int axis = 3; fits && axis < array.rank(); axis++) {
            fits = array.dim(axis) == array.dim(2);
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    name() + ": expected a kernel (channels, channels or 1, size, size, …) with equal"
                            + " sizes, not shape " + array.shape());
        }
        NDArray kernel = kernel(array);
        array.fill(0);
        for (long channel = 0; channel < array.dim(0); channel++) {
            array.set(kernel, Slice.at(channel), Slice.at(array.dim(1) == 1 ? 0 : channel));
        }
    }

    private NDArray kernel(NDArray array) {
        int size = Math.toIntExact(array.dim(2));
        int factor = (size + 1) / 2;
        double center = size % 2 == 1 ? factor - 1 : factor - 0.5;
        double[] line = new double[size];
        for (int i = 0; i < size; i++) {
            line[i] = 1 - Math.abs(i - center) / factor;
        }
        NDArray one = NDArray.of(line).toDevice(array.device());
        NDArray kernel = one;
        for (int axis = 3; axis < array.rank(); axis++) {
            kernel = kernel.expandDims(-1).mul(one);
        }
        return up ? kernel : kernel.div(kernel.sum());
    }
}
