package org.chainer;

import org.chainer.array.NDArray;

/** A {@link FunctionNode} that runs an old-style {@link Function}. */
public final class FunctionAdapter extends FunctionNode {
    private final Function function;
    private int[] keptInputs;

    /** An edge for one application of the function. */
    public FunctionAdapter(Function function) {
        this.function = function;
    }

    /** The function that this adapter runs. */
    public Function function() {
        return function;
    }

    @Override
    public String label() {
        return function.label();
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray[] out = function.forward(in);
        keptInputs = function.inputsToRetain(in.length);
        retainInputs(keptInputs);
        retainOutputs(function.outputsToRetain());
        return out;
    }

    NDArray[] retainedOutputs() {
        int[] indices = function.outputsToRetain();
        NDArray[] result = new NDArray[indices.length];
        for (int i = 0; i < indices.length; i++) {
            result[i] = outputData(indices[i]);
        }
        return result;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray[] in = new NDArray[inputs().size()];
        for (int i : keptInputs) {
            in[i] = inputData(i);
        }
        NDArray[] gradients = new NDArray[gy.length];
        for (int i = 0; i < gy.length; i++) {
            gradients[i] = gy[i] == null ? null : gy[i].array();
        }
        function.differentiating(this);
        NDArray[] gx = function.backward(in, gradients);
        if (gx.length != in.length) {
            throw new IllegalStateException(label() + ": backward() returned " + gx.length
                    + " gradients, expected one for each of the " + in.length + " inputs");
        }
        NDArray[] result = new NDArray[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            result[i] = gx[wanted[i]];
        }
        return onceDifferentiable(gy, result);
    }
}
