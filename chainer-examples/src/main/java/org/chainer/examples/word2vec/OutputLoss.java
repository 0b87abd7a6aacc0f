package org.chainer.examples.word2vec;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.chainer.Chain;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.initializers.Constant;
import org.chainer.links.connection.Linear;
import org.chainer.links.loss.BinaryHierarchicalSoftmax;
import org.chainer.links.loss.NegativeSampling;

/**
 * What a word vector is trained by: a loss of vectors (n, units) and the words (n) that they should predict.
 *
 * @param link owner of the loss's parameters
 * @param loss the loss
 * @param isSum whether the loss is summed over the n words, rather than their mean
 */
record OutputLoss(Link link, BinaryOperator<Variable> loss, boolean isSum) {

    /** The kinds, by Chainer's names of them. */
    enum Kind {
        /** Hierarchical softmax. */
        hsm,
        /** Negative sampling. */
        ns,
        /** Softmax over all words. */
        original
    }

    static OutputLoss of(Kind kind, int units, int[] counts, int negativeSize) {
        return switch (kind) {
            case hsm -> {
                Map<Integer, Integer> byWord = new HashMap<>();
                for (int word = 0; word < counts.length; word++) {
                    byWord.put(word, counts[word]);
                }
                var softmax = new BinaryHierarchicalSoftmax(units, BinaryHierarchicalSoftmax.createHuffmanTree(byWord));
                softmax.w().array().fill(0);
                yield new OutputLoss(softmax, softmax::apply, true);
            }
            case ns -> {
                double[] weights = new double[counts.length];
                for (int word = 0; word < counts.length; word++) {
                    weights[word] = counts[word];
                }
                var sampling = new NegativeSampling(units, weights, negativeSize);
                sampling.w().array().fill(0);
                yield new OutputLoss(sampling, sampling::apply, true);
            }
            case original -> {
                var softmax = new Softmax(units, counts.length);
                yield new OutputLoss(softmax, softmax::apply, false);
            }
        };
    }

    /** Softmax cross entropy after a linear layer. */
    private static final class Softmax extends Chain {
        private Linear out;

        Softmax(int units, int words) {
            out = new Linear(units, words, false, new Constant(0), null);
        }

        Variable apply(Variable x, Variable t) {
            return SoftmaxCrossEntropy.softmaxCrossEntropy(out.apply(x), t);
        }
    }
}
