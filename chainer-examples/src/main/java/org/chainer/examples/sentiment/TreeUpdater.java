package org.chainer.examples.sentiment;

import java.util.List;
import org.chainer.Optimizer;
import org.chainer.dataset.Iterator;
import org.chainer.datasets.SentimentTree;
import org.chainer.training.updaters.StandardUpdater;

/** Gives the trees themselves to the model: there is no array to convert them to. */
final class TreeUpdater extends StandardUpdater {
    private final Iterator<SentimentTree> iterator;

    TreeUpdater(Iterator<SentimentTree> iterator, Optimizer optimizer) {
        super(iterator, optimizer);
        this.iterator = iterator;
    }

    @Override
    protected void updateCore() {
        Optimizer optimizer = getOptimizer("main");
        List<SentimentTree> trees = iterator.next();
        optimizer.update(((SentimentModel) optimizer.target())::apply, trees);
    }
}
