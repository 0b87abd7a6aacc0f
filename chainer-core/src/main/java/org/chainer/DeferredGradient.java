package org.chainer;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;

/**
 * A gradient to a parameter that is not computed yet: a sum over pairs (input, gradient of output), which costs far less in one go than pair by
 * pair. A recurrent network's weight has one pair for each time step.
 *
 * <p>A function may return one from its backward method (see {@link FunctionNode#mayDefer()}). It is computed when the walk is done, when its pairs
 * take much memory, or when anybody asks for the array.
 */
public abstract class DeferredGradient {
    private final DType dtype;
    private final Shape shape;
    private final Device device;
    private final List<NDArray> inputs = new ArrayList<>();
    private final List<NDArray> outputGradients = new ArrayList<>();
    private long bytes;

    /** A gradient of that dtype and shape with one pair. */
    protected DeferredGradient(DType dtype, Shape shape, NDArray input, NDArray outputGradient) {
        this.dtype = dtype;
        this.shape = shape;
        this.device = outputGradient.device();
        hold(input, outputGradient);
    }

    private void hold(NDArray input, NDArray outputGradient) {
        input.memory().retain();
        outputGradient.memory().retain();
        inputs.add(input);
        outputGradients.add(outputGradient);
        bytes += input.size() * input.dtype().bytes()
                + outputGradient.size() * outputGradient.dtype().bytes();
    }

    final DType dtype() {
        return dtype;
    }

    final Shape shape() {
        return shape;
    }

    final Device device() {
        return device;
    }

    /** Bytes that the pairs keep alive. */
    final long bytes() {
        return bytes;
    }

    /** Whether another deferred gradient's pairs can be added to this one's. */
    final boolean accepts(DeferredGradient other) {
        return other.getClass() == getClass()
                && other.shape.equals(shape)
                && other.dtype == dtype
                && isCompatible(other);
    }

    /** Whether the two agree in what the subclass adds to the pairs. */
    protected boolean isCompatible(DeferredGradient other) {
        return true;
    }

    final void merge(DeferredGradient other) {
        inputs.addAll(other.inputs);
        outputGradients.addAll(other.outputGradients);
        bytes += other.bytes;
        other.inputs.clear();
        other.outputGradients.clear();
        other.bytes = 0;
    }

    /** Computes the sum into a new array and lets go of the pairs. */
    final NDArray compute() {
        NDArray result = NDArray.empty(device, dtype, shape);
        addTo(result, true);
        return result;
    }

    /** Adds the sum to a gradient (or overwrites it) and lets go of the pairs. */
    final void addTo(NDArray gradient, boolean overwrite) {
        try {
            accumulate(inputs, outputGradients, gradient, overwrite);
        } finally {
            discard();
        }
    }

    final void discard() {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).memory().release();
            outputGradients.get(i).memory().release();
        }
        inputs.clear();
        outputGradients.clear();
        bytes = 0;
    }

    /**
     * Computes the sum over all pairs.
     *
     * @param gradient where it goes
     * @param overwrite whether what is there is replaced (else: added to)
     */
    protected abstract void accumulate(
            List<NDArray> inputs, List<NDArray> outputGradients, NDArray gradient, boolean overwrite);
}
