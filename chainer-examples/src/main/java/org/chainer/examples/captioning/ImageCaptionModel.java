package org.chainer.examples.captioning;

import static org.chainer.functions.activation.ReLU.relu;
import static org.chainer.functions.noise.Dropout.dropout;

import java.util.Arrays;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.LossFunction;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.initializers.Normal;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.links.rnn.LSTM;

/**
 * Describes images: a convolutional network makes features, which are the first input of an LSTM; then come the words.
 *
 * @see <a href="https://arxiv.org/abs/1411.4555">Vinyals et al., Show and Tell: A Neural Image Caption Generator, 2014</a>
 */
final class ImageCaptionModel extends Chain implements LossFunction {
    static final int IGNORED = -1;

    @Name("feat_extractor")
    private Features features;

    @Name("lang_model")
    private LanguageModel language;

    ImageCaptionModel(int vocabulary, int hidden, double dropoutRatio) {
        features = new Features();
        language = new LanguageModel(vocabulary, hidden, dropoutRatio);
    }

    /** Four convolutions, which halve the image each. */
    private static final class Features extends Chain implements Layer {
        private Convolution2D conv1 = new Convolution2D(3, 16, 4, 2, 1);
        private Convolution2D conv2 = new Convolution2D(16, 32, 4, 2, 1);
        private Convolution2D conv3 = new Convolution2D(32, 64, 4, 2, 1);
        private Convolution2D conv4 = new Convolution2D(64, 128, 4, 2, 1);
        private BatchNormalization bn1 = new BatchNormalization(16);
        private BatchNormalization bn2 = new BatchNormalization(32);
        private BatchNormalization bn3 = new BatchNormalization(64);
        private BatchNormalization bn4 = new BatchNormalization(128);

        @Override
        public Variable forward(Variable images) {
            Variable h = relu(bn1.apply(conv1.apply(images)));
            h = relu(bn2.apply(conv2.apply(h)));
            h = relu(bn3.apply(conv3.apply(h)));
            return relu(bn4.apply(conv4.apply(h)));
        }
    }

    /** Scores of the next word, one step at a time. */
    private static final class LanguageModel extends Chain {
        @Name("embed_word")
        private EmbedID embedWord;

        @Name("embed_img")
        private Linear embedImage;

        private LSTM lstm;

        @Name("out_word")
        private Linear outWord;

        private final double ratio;

        LanguageModel(int vocabulary, int hidden, double dropoutRatio) {
            embedWord = new EmbedID(vocabulary, hidden, new Normal(1.0), IGNORED);
            embedImage = new Linear(hidden);
            lstm = new LSTM(hidden, hidden);
            outWord = new Linear(hidden, vocabulary, false, new Normal(0.01), null);
            ratio = dropoutRatio;
        }

        void begin(Variable features) {
            lstm.resetState();
            lstm.apply(dropout(embedImage.apply(features), ratio));
        }

        Variable step(Variable words) {
            Variable h = lstm.apply(dropout(embedWord.apply(words), ratio));
            return outWord.apply(dropout(h, ratio));
        }
    }

    /** The loss of images (batch, 3, 32, 32) and captions (batch, length), filled up with −1: the mean over the words' positions. */
    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> loss(batch[0], batch[1].array()), (Object[]) batch);
    }

    private Variable loss(Variable images, NDArray captions) {
        language.begin(features.apply(images));
        Variable loss = Variable.scalar(0);
        long steps = captions.dim(1) - 1;
        for (long i = 0; i < steps; i++) {
            Variable scores = language.step(new Variable(captions.select(1, i).copy(), false));
            Variable next = new Variable(captions.select(1, i + 1).copy(), false);
            loss = loss.add(F.softmaxCrossEntropy(scores, next));
        }
        loss = loss.div(steps);
        Chainer.report("loss", loss, this);
        return loss;
    }

    /** Captions of images (batch, 3, 32, 32): always the likeliest word next, until all have ended or are as long as they may be. */
    int[][] predict(Variable images, int maxLength) {
        int count = (int) images.dim(0);
        int[][] captions = new int[count][maxLength];
        language.begin(features.apply(images));
        int[] words = new int[count];
        Arrays.fill(words, Vocabulary.BOS);
        for (int i = 0; i < maxLength; i++) {
            Variable scores = language.step(new Variable(NDArray.of(words).toDevice(images.device()), false));
            words = scores.array().argMax(1).toIntArray();
            for (int row = 0; row < count; row++) {
                captions[row][i] = words[row];
            }
        }
        return captions;
    }
}
