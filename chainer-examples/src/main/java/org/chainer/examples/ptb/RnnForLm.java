package org.chainer.examples.ptb;

import static org.chainer.functions.noise.Dropout.dropout;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.RandomState;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.rnn.LSTM;

/** Language model: word embedding, two LSTM layers, and scores of the next word, with dropout between them. */
public final class RnnForLm extends Chain implements Layer {
    private EmbedID embed;
    private LSTM l1;
    private LSTM l2;
    private Linear l3;
    private final double dropout;

    /**
     * A model with parameters drawn uniformly from [−0.1, 0.1).
     *
     * @param vocabulary number of words
     * @param units size of the embedding and of each layer
     * @param dropout ratio of dropout
     */
    public RnnForLm(int vocabulary, int units, double dropout) {
        this.embed = new EmbedID(vocabulary, units);
        this.l1 = new LSTM(units, units);
        this.l2 = new LSTM(units, units);
        this.l3 = new Linear(units, vocabulary);
        this.dropout = dropout;
        params().forEach(p -> RandomState.shared().fillUniform(-0.1, 0.1, p.array()));
    }

    /** Forgets the text read so far. */
    public void resetState() {
        l1.resetState();
        l2.resetState();
    }

    /** One step: word IDs (batch) to scores (batch, vocabulary). */
    @Override
    public Variable forward(Variable words) {
        Variable h0 = embed.apply(words);
        Variable h1 = l1.apply(dropout(h0, dropout));
        Variable h2 = l2.apply(dropout(h1, dropout));
        return l3.apply(dropout(h2, dropout));
    }
}
