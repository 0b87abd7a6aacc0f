package org.chainer.training.updaters;

import org.chainer.Optimizer;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.dataset.Iterator;

/**
 * Truncated backprop through time: adds up the losses of a window of batches, differentiates the sum, cuts the graph and updates. The model keeps its state from window to window.
 */
public class BpttUpdater extends StandardUpdater {
    private final int bpropLen;

    /**
     * An updater.
     *
     * @param bpropLen number of batches in a window
     * @param device null for the model's device
     * @throws IllegalArgumentException if the window is empty
     */
    public BpttUpdater(Iterator<?> iterator, Optimizer optimizer, int bpropLen, Device device) {
        super(iterator, optimizer, device);
        if (bpropLen < 1) {
            throw new IllegalArgumentException("BpttUpdater: bprop_len is " + bpropLen + ", expected at least 1");
        }
        this.bpropLen = bpropLen;
    }

    @Override
    protected void updateCore() {
        Iterator<?> iterator = getIterator("main");
        Optimizer optimizer = getOptimizer("main");
        Variable loss = Variable.scalar(0);
        for (int i = 0; i < bpropLen; i++) {
            loss = loss.add(target(optimizer, converter().convert(iterator.next(), device())));
        }
        optimizer.target().clearGrads();
        loss.backward();
        loss.unchainBackward();
        optimizer.update();
    }
}
