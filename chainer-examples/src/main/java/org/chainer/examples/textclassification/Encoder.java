package org.chainer.examples.textclassification;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chain;
import org.chainer.ChainList;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.dataset.ConcatExamples;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Uniform;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.rnn.NStepLSTM;

/** Makes one vector of each text. */
abstract class Encoder extends Chain {
    private static final int PADDING = -1;

    /** Vectors (batch, outUnits) of texts, each a one-dimensional array of word ids. */
    abstract Variable encode(List<NDArray> texts);

    /** Size of a vector. */
    abstract int outUnits();

    /** The encoders, by Chainer's names. */
    enum Kind {
        cnn,
        rnn,
        bow
    }

    static Encoder of(Kind kind, int layers, int vocabulary, int units, double dropout) {
        return switch (kind) {
            case cnn -> new Cnn(layers, vocabulary, units, dropout);
            case rnn -> new Rnn(layers, vocabulary, units, dropout);
            case bow -> new BowMlp(layers, vocabulary, units, dropout);
        };
    }

    private static EmbedID table(int vocabulary, int units, Integer ignoreLabel) {
        return new EmbedID(vocabulary, units, new Uniform(0.25), ignoreLabel);
    }

    /** Texts filled up to the same length: (batch, length). */
    private static NDArray block(List<NDArray> texts) {
        return ConcatExamples.padding(PADDING)
                .convert(texts, texts.get(0).device())
                .get(0);
    }

    /** The last state of LSTM layers. */
    private static final class Rnn extends Encoder {
        private EmbedID embed;
        private NStepLSTM encoder;
        private final double dropout;

        Rnn(int layers, int vocabulary, int units, double dropout) {
            embed = table(vocabulary, units, null);
            encoder = new NStepLSTM(layers, units, units, dropout);
            this.dropout = dropout;
        }

        @Override
        Variable encode(List<NDArray> texts) {
            long[] ends = new long[texts.size() - 1];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = (i == 0 ? 0 : ends[i - 1]) + texts.get(i).size();
            }
            Variable words = F.dropout(embed.apply(NDArrays.concatenate(texts, 0)), dropout);
            Variable last = encoder.apply(null, null, List.of(F.splitAxis(words, ends, 0)))
                    .hy();
            return last.get("-1");
        }

        @Override
        int outUnits() {
            return encoder.outSize();
        }
    }

    /**
     * Convolutions over three, four and five words, the greatest output of each, and dense layers.
     *
     * @see <a href="https://arxiv.org/abs/1408.5882">Kim, Convolutional Neural Networks for Sentence Classification, 2014</a>
     */
    private static final class Cnn extends Encoder {
        private EmbedID embed;

        @Name("cnn_w3")
        private Convolution2D cnnW3;

        @Name("cnn_w4")
        private Convolution2D cnnW4;

        @Name("cnn_w5")
        private Convolution2D cnnW5;

        private Mlp mlp;
        private final double dropout;

        Cnn(int layers, int vocabulary, int units, double dropout) {
            int filters = units / 3;
            embed = table(vocabulary, units, PADDING);
            cnnW3 = convolution(units, filters, 3);
            cnnW4 = convolution(units, filters, 4);
            cnnW5 = convolution(units, filters, 5);
            mlp = new Mlp(layers, 3 * filters, dropout);
            this.dropout = dropout;
        }

        private static Convolution2D convolution(int units, int filters, int words) {
            return new Convolution2D(
                    units, filters, new int[] {words, 1}, new ConvolutionOptions().pad(words - 1, 0), true, null, null);
        }

        @Override
        Variable encode(List<NDArray> texts) {
            Variable words = F.dropout(embed.apply(block(texts)), dropout);
            Variable x = F.expandDims(F.transpose(words, 0, 2, 1), 3);
            List<Variable> features = new ArrayList<>();
            for (Convolution2D convolution : List.of(cnnW3, cnnW4, cnnW5)) {
                features.add(F.squeeze(F.max(convolution.apply(x), 2), 2));
            }
            return mlp.apply(F.dropout(F.relu(F.concat(features, 1)), dropout));
        }

        @Override
        int outUnits() {
            return mlp.outUnits();
        }
    }

    /** The mean of the words' vectors, and dense layers. */
    private static final class BowMlp extends Encoder {
        @Name("bow_encoder")
        private Bow bowEncoder;

        @Name("mlp_encoder")
        private Mlp mlpEncoder;

        BowMlp(int layers, int vocabulary, int units, double dropout) {
            bowEncoder = new Bow(vocabulary, units);
            mlpEncoder = new Mlp(layers, units, dropout);
        }

        @Override
        Variable encode(List<NDArray> texts) {
            return mlpEncoder.apply(bowEncoder.encode(texts));
        }

        @Override
        int outUnits() {
            return mlpEncoder.outUnits();
        }
    }

    private static final class Bow extends Encoder {
        private EmbedID embed;
        private final int units;

        Bow(int vocabulary, int units) {
            embed = table(vocabulary, units, PADDING);
            this.units = units;
        }

        @Override
        Variable encode(List<NDArray> texts) {
            float[] share = new float[texts.size()];
            for (int i = 0; i < share.length; i++) {
                share[i] = 1f / texts.get(i).size();
            }
            Variable sum = F.sum(embed.apply(block(texts)), 1);
            NDArray shares = NDArray.of(share).toDevice(sum.device()).reshape(share.length, 1);
            return sum.mul(F.broadcastTo(new Variable(shares, false), sum.shape()));
        }

        @Override
        int outUnits() {
            return units;
        }
    }

    /** Dense layers with dropout before each. */
    private static final class Mlp extends ChainList {
        private final int outUnits;
        private final double dropout;

        Mlp(int layers, int units, double dropout) {
            for (int i = 0; i < layers; i++) {
                addLink(new Linear(null, units));
            }
            this.outUnits = units;
            this.dropout = dropout;
        }

        Variable apply(Variable x) {
            Variable h = x;
            for (Link layer : this) {
                h = F.relu(((Linear) layer).apply(F.dropout(h, dropout)));
            }
            return h;
        }

        int outUnits() {
            return outUnits;
        }
    }
}
