package org.chainer;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Memory;
import org.chainer.backend.MemoryScope;

/** The forward pass of a {@link Deferrable} function that has not run yet. Until it has, it keeps the inputs' memory, and runs before anybody writes to it. */
final class DeferredForward implements Runnable {
    /** Chains of waiting functions are no longer than this, since computing the last one computes those before it by recursion. */
    private static final int LONGEST_CHAIN = 200;

    private final FunctionNode function;
    private final DeferredForward[] before;
    private final NDArray[] in;
    private final DType dtype;
    private final Shape shape;
    private final Device device;
    private final int chain;
    private ForwardBatch batch;
    private NDArray result;

    private DeferredForward(FunctionNode function, Variable[] in, Shape shape) {
        this.function = function;
        this.shape = shape;
        this.dtype = in[0].dtype();
        this.device = in[0].device();
        this.before = new DeferredForward[in.length];
        this.in = new NDArray[in.length];
        int longest = 0;
        for (int i = 0; i < in.length; i++) {
            before[i] = in[i].deferredForward();
            if (before[i] == null) {
                this.in[i] = in[i].array();
            } else {
                longest = Math.max(longest, before[i].chain);
            }
        }
        chain = longest + 1;
    }

    /** A function that waits from now on, or null if it must run at once. */
    static DeferredForward of(FunctionNode function, Variable[] in, Chainer.ThreadState thread) {
        Shape shape = ((Deferrable) function).deferredShape(in);
        if (shape == null) {
            return null;
        }
        DeferredForward waiting = new DeferredForward(function, in, shape);
        waiting.keepInputs();
        if (function instanceof Batchable batchable) {
            waiting.batch = ForwardBatch.join(thread.openBatches, batchable, waiting);
        }
        return waiting;
    }

    private void keepInputs() {
        for (NDArray array : in) {
            if (array != null) {
                Memory memory = array.memory();
                memory.retain();
                memory.beforeWrite(this);
            }
        }
    }

    private void letInputsGo() {
        for (int i = 0; i < in.length; i++) {
            if (before[i] == null) {
                in[i].memory().cancelBeforeWrite(this);
                in[i].memory().release();
            }
        }
    }

    boolean isTooLong() {
        return chain >= LONGEST_CHAIN;
    }

    boolean isDone() {
        return result != null;
    }

    FunctionNode function() {
        return function;
    }

    DType dtype() {
        return dtype;
    }

    Shape shape() {
        return shape;
    }

    Device device() {
        return device;
    }

    /** The inputs' arrays; computes those that wait. */
    NDArray[] inputs() {
        for (int i = 0; i < in.length; i++) {
            if (in[i] == null) {
                in[i] = before[i].result();
            }
        }
        return in;
    }

    /** Computes the output. */
    @Override
    public void run() {
        result();
    }

    /** The output; computes it, and what can be computed with it, if that was not done yet. */
    NDArray result() {
        if (result == null) {
            try (MemoryScope scope = MemoryScope.open()) {
                if (batch != null) {
                    batch.compute();
                } else {
                    finish(function.deferredForward(inputs()));
                }
            }
        }
        return result;
    }

    /** Takes the output. */
    void finish(NDArray output) {
        output.memory().escape(); // a user may ask the variable for it
        function.finishForward(in, output);
        result = output;
        letInputsGo();
    }
}
