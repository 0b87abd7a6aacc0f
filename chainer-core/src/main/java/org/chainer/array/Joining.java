package org.chainer.array;

import java.util.Arrays;
import org.chainer.backend.Device;

/** Joins, splits and repeats arrays. */
final class Joining {
    private Joining() {}

    static NDArray concatenate(int axis, NDArray... arrays) {
        requireSome("concatenate", arrays);
        Device device = ArrayMath.commonDevice("concatenate", arrays);
        NDArray first = arrays[0];
        if (first.rank() == 0) {
            throw new IllegalArgumentException("concatenate: arrays without axes cannot be joined; use stack");
        }
        int at = first.shape().axis(axis);
        DType dtype = first.dtype();
        long length = 0;
        for (int i = 0; i < arrays.length; i++) {
            NDArray x = arrays[i];
            if (x.rank() != first.rank()
                    || !x.shape().withUnitAxes(at).equals(first.shape().withUnitAxes(at))) {
                throw new IllegalArgumentException("concatenate: array 0 has shape " + first.shape() + ", array " + i
                        + " has shape " + x.shape() + "; all lengths but that of axis " + at + " must be equal");
            }
            dtype = DType.promote(dtype, x.dtype());
            length += x.dim(at);
        }
        NDArray y = NDArray.empty(device, dtype, first.shape().withDim(at, length));
        long start = 0;
        for (NDArray x : arrays) {
            y.slice(at, start, start + x.dim(at)).copyFrom(x);
            start += x.dim(at);
        }
        return y;
    }

    static NDArray stack(int axis, NDArray... arrays) {
        requireSome("stack", arrays);
        NDArray[] expanded = new NDArray[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            if (!arrays[i].shape().equals(arrays[0].shape())) {
                throw new IllegalArgumentException("stack: array 0 has shape " + arrays[0].shape() + ", array " + i
                        + " has shape " + arrays[i].shape() + "; all must be equal");
            }
            expanded[i] = arrays[i].expandDims(axis);
        }
        return concatenate(axis, expanded);
    }

    private static void requireSome(String operation, NDArray... arrays) {
        if (arrays.length == 0) {
            throw new IllegalArgumentException(operation + ": no arrays were given");
        }
    }

    static NDArray[] split(NDArray x, int sections, int axis) {
        long length = x.dim(axis);
        if (sections <= 0 || length % sections != 0) {
            throw new IllegalArgumentException("split: axis " + axis + " of an array of shape " + x.shape()
                    + " cannot be divided into " + sections + " equal parts");
        }
        long[] indices = new long[sections - 1];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (i + 1) * (length / sections);
        }
        return split(x, indices, axis);
    }

    static NDArray[] split(NDArray x, long[] indices, int axis) {
        long length = x.dim(axis);
        NDArray[] parts = new NDArray[indices.length + 1];
        Slice[] index = new Slice[x.shape().axis(axis) + 1];
        Arrays.fill(index, Slice.all());
        for (int i = 0; i < parts.length; i++) {
            long from = i == 0 ? 0 : indices[i - 1];
            index[index.length - 1] = i == indices.length ? Slice.from(from) : Slice.of(from, indices[i]);
            parts[i] = length == 0 ? x : x.get(index);
        }
        return parts;
    }

    static NDArray tile(NDArray x, long... repetitions) {
        for (long n : repetitions) {
            requireCount("tile", n);
        }
        int rank = Math.max(x.rank(), repetitions.length);
        long[] wide = new long[2 * rank];
        long[] spread = new long[2 * rank];
        long[] result = new long[rank];
        for (int i = 0; i < rank; i++) {
            int own = i - (rank - x.rank());
            int given = i - (rank - repetitions.length);
            long dim = own < 0 ? 1 : x.dim(own);
            spread[2 * i] = 1;
            spread[2 * i + 1] = dim;
            wide[2 * i] = given < 0 ? 1 : repetitions[given];
            wide[2 * i + 1] = dim;
            result[i] = wide[2 * i] * dim;
        }
        return x.reshape(spread).broadcastTo(Shape.of(wide)).copy().reshape(result);
    }

    static NDArray repeat(NDArray x, long[] repetitions, int axis) {
        int at = x.shape().axis(axis);
        if (repetitions.length != x.dim(at)) {
            throw new IllegalArgumentException("repeat: " + repetitions.length + " numbers of repetitions for axis "
                    + axis + " of an array of shape " + x.shape());
        }
        long total = 0;
        for (long n : repetitions) {
            requireCount("repeat", n);
            total += n;
        }
        long[] indices = new long[Math.toIntExact(total)];
        int next = 0;
        for (int i = 0; i < repetitions.length; i++) {
            Arrays.fill(indices, next, next + (int) repetitions[i], i);
            next += (int) repetitions[i];
        }
        return x.take(NDArray.of(indices), at);
    }

    private static void requireCount(String operation, long repetitions) {
        if (repetitions < 0) {
            throw new IllegalArgumentException(
                    operation + ": number of repetitions is " + repetitions + ", expected 0 or more");
        }
    }

    static NDArray pad(NDArray x, long[][] widths, Number value) {
        if (widths.length != x.rank()) {
            throw new IllegalArgumentException(
                    "pad: widths for " + widths.length + " axes, the array of shape " + x.shape() + " has " + x.rank());
        }
        long[] dims = x.shape().toArray();
        Slice[] inside = new Slice[dims.length];
        for (int i = 0; i < dims.length; i++) {
            if (widths[i].length != 2 || widths[i][0] < 0 || widths[i][1] < 0) {
                throw new IllegalArgumentException("pad: widths of axis " + i + " are " + Arrays.toString(widths[i])
                        + ", expected two numbers, 0 or more");
            }
            inside[i] = Slice.of(widths[i][0], widths[i][0] + dims[i]);
            dims[i] += widths[i][0] + widths[i][1];
        }
        NDArray y = x.emptyLike(Shape.of(dims)).fill(value);
        y.set(x, inside);
        return y;
    }
}
