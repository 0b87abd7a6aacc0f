package org.chainer.utils;

import java.util.Arrays;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.WorkBatch;

/**
 * Squared L2 norms of several arrays: {@code Σ x²} of each. Each device works on all of its arrays before its results are read, once. Keeps its
 * buffers from call to call; not thread-safe.
 */
public final class SquaredNorms {
    private static final Shape ONE = Shape.of(1);
    private static final long[] STRIDES = {1};

    private NDArray[] buffers = {};
    private boolean[] done = {};
    private int[] members = {};
    private double[] result = {};

    /** A calculator without buffers. */
    public SquaredNorms() {}

    /**
     * One squared norm for each array, which may be of any floating-point dtype and on any device; 0 for null. The result is overwritten by the next
     * call.
     */
    public double[] of(List<NDArray> arrays) {
        if (buffers.length != arrays.size()) {
            buffers = new NDArray[arrays.size()];
            done = new boolean[arrays.size()];
            members = new int[arrays.size()];
            result = new double[arrays.size()];
        }
        Arrays.fill(done, false);
        Arrays.fill(result, 0);
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && arrays.get(i) != null) {
                together(arrays, i);
            }
        }
        return result;
    }

    /** The norms of all arrays that have the device and the dtype of the first. */
    private void together(List<NDArray> arrays, int first) {
        Device device = arrays.get(first).device();
        DType dtype = wide(arrays.get(first).dtype());
        int count = 0;
        for (int i = first; i < done.length; i++) {
            NDArray array = arrays.get(i);
            if (!done[i] && array != null && array.device() == device && wide(array.dtype()) == dtype) {
                done[i] = true;
                members[count++] = i;
            }
        }
        NDArray sums = buffer(first, device, dtype, count);
        try (WorkBatch batch = device.batch()) {
            for (int k = 0; k < count; k++) {
                device.optimizer().squaredNorm(arrays.get(members[k]), 1, sums.asStrided(ONE, STRIDES, k));
            }
        }
        double[] values = sums.toDoubleArray();
        for (int k = 0; k < count; k++) {
            result[members[k]] = values[k];
        }
    }

    private static DType wide(DType dtype) {
        return dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }

    private NDArray buffer(int slot, Device device, DType dtype, int count) {
        NDArray buffer = buffers[slot];
        if (buffer == null || buffer.device() != device || buffer.dtype() != dtype || buffer.size() != count) {
            buffer = NDArray.empty(device, dtype, Shape.of(count));
            buffers[slot] = buffer;
        }
        return buffer;
    }
}
