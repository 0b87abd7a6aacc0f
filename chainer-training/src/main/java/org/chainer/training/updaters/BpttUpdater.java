package org.chainer.training.updaters;

import org.chainer.LossFunction;
import org.chainer.Optimizer;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Converter;
import org.chainer.dataset.Iterator;

/**
 * Truncated backprop through time: adds up the losses of a window of batches, differentiates the sum, cuts the graph and updates. The model keeps its state from window to window.
 */
public class BpttUpdater extends StandardUpdater {
    private final int bpropLen;

    /**
     * An updater of stacked examples; the loss is the optimizer's target.
     *
     * @param bpropLen number of batches in a window
     * @param device null for the model's device
     * @throws IllegalArgumentException if the window is empty
     */
    public BpttUpdater(Iterator<?> iterator, Optimizer optimizer, int bpropLen, Device device) {
        this(iterator, optimizer, bpropLen, new ConcatExamples(), device, null);
    }

    /**
     * An updater.
     *
     * @param bpropLen number of batches in a window
     * @param device null for the model's device
     * @param lossFunction null for the optimizer's target
     * @throws IllegalArgumentException if the window is empty
     */
    public BpttUpdater(
            Iterator<?> iterator,
            Optimizer optimizer,
            int bpropLen,
            Converter converter,
            Device device,
            LossFunction lossFunction) {
        super(iterator, optimizer, converter, device, lossFunction);
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
        loss.backward(false, false, optimizer.lossScale());
        loss.unchainBackward();
        optimizer.update();
    }
}
