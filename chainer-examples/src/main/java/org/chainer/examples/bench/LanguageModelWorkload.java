package org.chainer.examples.bench;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.examples.ptb.RnnForLm;
import org.chainer.links.model.Classifier;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.SGD;

/**
 * Training iterations of a language model, word by word as the tutorial writes them: vocabulary 10,000, two LSTM layers, batch 20, 35 steps, clipping at norm 5,
 * SGD 1.0, no dropout, random words.
 */
final class LanguageModelWorkload implements Workload {
    private static final int VOCABULARY = 10_000;
    private static final int BATCH = 20;
    private static final int STEPS = 35;
    private static final int WINDOWS = 10;

    private final int units;
    private final Classifier model;
    private final SGD optimizer = new SGD(1.0);
    private final NDArray[] words = new NDArray[WINDOWS * STEPS + 1];
    private final double firstLoss;
    private int window;

    LanguageModelWorkload(int units) {
        this.units = units;
        RandomState random = new RandomState(1);
        model = new Classifier(new RnnForLm(VOCABULARY, units, 0));
        model.setComputeAccuracy(false);
        optimizer.setup(model);
        optimizer.addHook(new GradientClipping(5));
        for (int t = 0; t < words.length; t++) {
            words[t] = random.integers(0, VOCABULARY, DType.INT32, BATCH);
        }
        firstLoss = iteration() / STEPS;
    }

    @Override
    public void iterate() {
        iteration();
    }

    private double iteration() {
        Variable loss = Variable.scalar(0);
        int start = window++ % WINDOWS * STEPS;
        for (int t = start; t < start + STEPS; t++) {
            loss = loss.add(model.apply(new Variable(words[t], false), new Variable(words[t + 1], false)));
        }
        model.clearGrads();
        loss.backward();
        loss.unchainBackward();
        optimizer.update();
        return loss.item();
    }

    @Override
    public double itemsPerIteration() {
        return BATCH * STEPS;
    }

    @Override
    public double flopPerItem() {
        return 6 * (16.0 * units * units + (double) units * VOCABULARY);
    }

    @Override
    public double firstLoss() {
        return firstLoss;
    }
}
