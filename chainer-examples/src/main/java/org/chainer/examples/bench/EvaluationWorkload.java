package org.chainer.examples.bench;

import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.examples.ptb.RnnForLm;
import org.chainer.links.model.Classifier;

/** Evaluation of a language model of 650 units, one word at a time, without a graph: what a perplexity is computed with. */
final class EvaluationWorkload implements Workload {
    private static final int VOCABULARY = 10_000;
    private static final int UNITS = 650;
    private static final int WORDS = 50;

    private final RnnForLm network = new RnnForLm(VOCABULARY, UNITS, 0);
    private final Classifier model = new Classifier(network);
    private final NDArray[] words = new NDArray[WORDS + 1];
    private final double firstLoss;

    EvaluationWorkload() {
        RandomState random = new RandomState(1);
        model.setComputeAccuracy(false);
        for (int t = 0; t < words.length; t++) {
            words[t] = random.integers(0, VOCABULARY, DType.INT32, 1);
        }
        firstLoss = pass();
    }

    @Override
    public void iterate() {
        pass();
    }

    private double pass() {
        double sum = 0;
        network.resetState();
        try (Chainer.Scope mode = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            for (int t = 0; t < WORDS; t++) {
                sum += model.apply(new Variable(words[t], false), new Variable(words[t + 1], false))
                        .item();
            }
        }
        return sum / WORDS;
    }

    @Override
    public double itemsPerIteration() {
        return WORDS;
    }

    @Override
    public double flopPerItem() {
        return 2 * (16.0 * UNITS * UNITS + (double) UNITS * VOCABULARY);
    }

    @Override
    public double firstLoss() {
        return firstLoss;
    }
}
