package org.chainer.examples.sentiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.DictSummary;
import org.chainer.Reporter;
import org.chainer.dataset.Iterator;
import org.chainer.datasets.SentimentTree;
import org.chainer.training.extensions.Evaluator;

/** Gives the trees themselves to the model, as {@link TreeUpdater} does. */
final class TreeEvaluator extends Evaluator {
    private final Iterator<SentimentTree> iterator;
    private final SentimentModel model;

    TreeEvaluator(Iterator<SentimentTree> iterator, SentimentModel model) {
        super(iterator, model);
        this.iterator = iterator;
        this.model = model;
    }

    @Override
    protected Map<String, Double> evaluateCore() {
        iterator.reset();
        DictSummary summary = new DictSummary();
        while (iterator.hasNext()) {
            Map<String, Object> observation = new LinkedHashMap<>();
            try (Chainer.Scope scope = Reporter.reportScope(observation);
                    Chainer.Scope mode = Chainer.noBackpropMode()) {
                model.apply(iterator.next());
            }
            summary.add(observation);
        }
        return summary.mean();
    }
}
