package org.chainer;

import org.chainer.array.NDArray;

/**
 * Old-style function: forward and backward on arrays. Its gradients cannot be differentiated again; new functions extend {@link
 * FunctionNode}.
 *
 * <p>All inputs and outputs are kept for {@link #backward} unless {@code forward} calls {@link #retainInputs} or {@link #retainOutputs}; an array that was not retained
 * comes as null.
 */
public abstract class Function {
    private int[] inputsToRetain;
    private int[] outputsToRetain = {};
    private FunctionAdapter adapter;

    /** For subclasses. */
    protected Function() {}

    /** The function's name in messages, hooks and drawings: the class's. */
    public String label() {
        return getClass().getSimpleName();
    }

    /** Computes the outputs. */
    protected abstract NDArray[] forward(NDArray[] in);

    /**
     * Gradients to all inputs.
     *
     * @param in the inputs, null where not retained
     * @param gy gradients to the outputs; null where an output took no part
     * @return one gradient for each input; null for zero
     */
    protected abstract NDArray[] backward(NDArray[] in, NDArray[] gy);

    /** In {@code forward}: keeps just these inputs. */
    protected final void retainInputs(int... indices) {
        inputsToRetain = indices;
    }

    /** In {@code forward}: keeps these outputs, for {@link #retainedOutputs()}. */
    protected final void retainOutputs(int... indices) {
        outputsToRetain = indices;
    }

    /** In {@code backward}: the outputs that {@code forward} retained, in the order it named them. */
    protected final NDArray[] retainedOutputs() {
        return adapter.retainedOutputs();
    }

    /** Tells the function of which of its applications the gradient is asked. */
    void differentiating(FunctionAdapter application) {
        adapter = application;
    }

    int[] inputsToRetain(int count) {
        if (inputsToRetain != null) {
            return inputsToRetain;
        }
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        return all;
    }

    int[] outputsToRetain() {
        return outputsToRetain;
    }

    /** Applies this function and records it in the graph. */
    public final Variable[] apply(Variable... in) {
        return new FunctionAdapter(this).apply(in);
    }
}
