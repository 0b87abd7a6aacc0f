package org.chainer.examples.memnn;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.links.connection.EmbedID;

/** How the words of a sentence become one vector. Word 0 fills up short sentences. */
enum SentenceEncoder {
    /** The sum of the words' vectors. */
    bow {
        @Override
        Variable encode(EmbedID embed, NDArray sentences) {
            Variable words = embed.apply(sentences);
            return F.sum(words, words.rank() - 2);
        }
    },

    /** The sum weighted by position: {@code l[j, k] = (1 − j/J) − (k/d)(1 − 2j/J)} for word j of J and unit k of d. */
    pe {
        @Override
        Variable encode(EmbedID embed, NDArray sentences) {
            Variable words = embed.apply(sentences);
            int rank = words.rank();
            Variable weights = new Variable(weights(sentences, (int) words.dim(rank - 1)), false);
            return F.sum(words.mul(weights), rank - 2);
        }
    };

    /** Sentences (…, length) as vectors (…, units). */
    abstract Variable encode(EmbedID embed, NDArray sentences);

    private static NDArray weights(NDArray sentences, int units) {
        int[] words = sentences.toIntArray();
        int length = (int) sentences.dim(sentences.rank() - 1);
        float[] weights = new float[words.length * units];
        for (int start = 0; start < words.length; start += length) {
            int used = 0;
            for (int j = 0; j < length; j++) {
                used += words[start + j] != 0 ? 1 : 0;
            }
            for (int j = 0; j < length; j++) {
                float position = (j + 1f) / Math.max(used, 1);
                for (int k = 0; k < units; k++) {
                    weights[(start + j) * units + k] = (1 - position) - (k + 1f) / units * (1 - 2 * position);
                }
            }
        }
        return NDArray.of(weights)
                .toDevice(sentences.device())
                .reshape(sentences.shape().concat(org.chainer.array.Shape.of(units)));
    }
}
