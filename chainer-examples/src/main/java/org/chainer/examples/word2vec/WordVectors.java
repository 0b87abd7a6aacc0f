package org.chainer.examples.word2vec;

import java.util.function.BinaryOperator;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.initializers.Uniform;
import org.chainer.links.connection.EmbedID;

/** A table of word vectors and the loss that it is trained by. Batches: words (batch), contexts (batch, places). */
abstract class WordVectors extends Chain implements LossFunction {
    private EmbedID embed;

    @Name("loss_func")
    private Link lossFunction;

    private final transient BinaryOperator<Variable> loss;

    WordVectors(int vocabulary, int units, OutputLoss output) {
        embed = new EmbedID(vocabulary, units, new Uniform(1.0 / units), null);
        lossFunction = output.link();
        loss = output.loss();
    }

    /** The vectors (words, units). */
    NDArray vectors() {
        return embed.w().array();
    }

    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> forward(batch[0], batch[1]), (Object[]) batch);
    }

    private Variable forward(Variable words, Variable contexts) {
        Variable result = loss(words, embed.apply(contexts));
        Chainer.report("loss", result, this);
        return result;
    }

    /** The loss of words (batch), given the vectors (batch, places, units) around them. */
    abstract Variable loss(Variable words, Variable around);

    final Variable predict(Variable from, Variable words) {
        return loss.apply(from, words);
    }

    /** Each word around predicts the one in the middle. */
    static final class SkipGram extends WordVectors {
        SkipGram(int vocabulary, int units, OutputLoss output) {
            super(vocabulary, units, output);
        }

        @Override
        Variable loss(Variable words, Variable around) {
            long batch = around.dim(0);
            long places = around.dim(1);
            NDArray each = words.array()
                    .expandDims(1)
                    .broadcastTo(Shape.of(batch, places))
                    .reshape(batch * places);
            return predict(F.reshape(around, batch * places, around.dim(2)), new Variable(each, false));
        }
    }

    /** The mean of the words around predicts the one in the middle. */
    static final class ContinuousBow extends WordVectors {
        ContinuousBow(int vocabulary, int units, OutputLoss output) {
            super(vocabulary, units, output);
        }

        @Override
        Variable loss(Variable words, Variable around) {
            return predict(F.mean(around, 1), words);
        }
    }
}
