package org.chainer.examples.tutorial;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.rnn.LSTM;

/** The tutorial's recurrent net. */
final class RNN extends Chain implements Layer {
    EmbedID embed; // word embedding
    LSTM mid; // the first LSTM layer
    Linear out; // the feed-forward output layer

    RNN(int vocabulary, int embedding, int units) {
        embed = new EmbedID(vocabulary, embedding);
        mid = new LSTM(embedding, units);
        out = new Linear(units, vocabulary);
    }

    void resetState() {
        mid.resetState();
    }

    /** One step: word IDs (batch) to scores (batch, vocabulary). */
    @Override
    public Variable forward(Variable word) {
        return out.apply(mid.apply(embed.apply(word)));
    }
}
