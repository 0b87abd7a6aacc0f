package org.chainer.examples.memnn;

import org.chainer.Chain;
import org.chainer.ChainList;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.functions.F;
import org.chainer.initializers.Normal;
import org.chainer.links.connection.EmbedID;

/**
 * End-to-end memory network: the question's vector is compared with each sentence's, and the sentences' second vectors, weighted by the softmax of that, are
 * added to it; so hop by hop. Neighbouring hops share their tables of words.
 *
 * @see <a href="https://arxiv.org/abs/1503.08895">Sukhbaatar et al., End-To-End Memory Networks, 2015</a>
 */
final class MemNN extends Chain {
    private ChainList embeds = new ChainList();
    private ChainList temporals = new ChainList();
    private final transient SentenceEncoder encoder;
    private final int hops;

    MemNN(int units, int vocabulary, SentenceEncoder encoder, int maxMemory, int hops) {
        this.encoder = encoder;
        this.hops = hops;
        for (int i = 0; i <= hops; i++) {
            embeds.append(new EmbedID(vocabulary, units, new Normal(0.05), null));
            temporals.append(new EmbedID(maxMemory, units, new Normal(0.05), null));
        }
    }

    /** Scores of all words as answers (batch, words), for sentences (batch, memory, length) and questions (batch, length). */
    Variable answer(NDArray sentences, NDArray question) {
        Variable u = encoder.encode(embed(0), question);
        for (int hop = 0; hop < hops; hop++) {
            Variable in = memory(hop, sentences);
            Variable weights = F.softmax(F.matmul(in, F.expandDims(u, 2)));
            Variable out = memory(hop + 1, sentences);
            u = u.add(F.squeeze(F.matmul(F.swapaxes(out, 2, 1), weights), 2));
        }
        return F.linear(u, embed(hops).w(), null);
    }

    /** The sentences' vectors, with a vector for how long ago they were told. */
    private Variable memory(int table, NDArray sentences) {
        int size = (int) sentences.dim(1);
        NDArray ages = NDArrays.arange(size - 1, -1, -1, DType.INT32).toDevice(sentences.device());
        Variable vectors = encoder.encode(embed(table), sentences);
        Variable age = ((EmbedID) temporals.get(table)).apply(ages);
        return vectors.add(F.broadcastTo(age, vectors.shape()));
    }

    /** The word that fills up sentences has no meaning. */
    void fixIgnoreLabel() {
        embeds.forEach(embed -> ((EmbedID) embed).w().array().select(0, 0).fill(0));
    }

    private EmbedID embed(int index) {
        return (EmbedID) embeds.get(index);
    }
}
