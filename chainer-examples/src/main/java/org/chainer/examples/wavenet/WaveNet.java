package org.chainer.examples.wavenet;

import static org.chainer.functions.activation.ReLU.relu;

import java.util.List;
import org.chainer.Chain;
import org.chainer.ChainList;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution1D;

/**
 * Scores of the next sample's values, of all samples before: dilated convolutions see further back in each block.
 *
 * @see <a href="https://arxiv.org/abs/1609.03499">van den Oord et al., WaveNet: A Generative Model for Raw Audio, 2016</a>
 */
final class WaveNet extends Chain {
    private Convolution1D embed;
    private ChainList resnet = new ChainList();
    private Convolution1D proj1;
    private Convolution1D proj2;
    private final boolean useEmbedTanh;
    private transient Variable embedQueue;

    /**
     * A network.
     *
     * @param loops how often the dilations begin anew
     * @param layers blocks in each loop, whose dilations are 1, 2, 4 …
     * @param values how many values a sample has
     * @param channels channels of the blocks
     * @param skipChannels channels of what goes to the output
     * @param useEmbedTanh whether values are embedded through a tanh
     */
    WaveNet(int loops, int layers, int values, int channels, int skipChannels, boolean useEmbedTanh) {
        this.useEmbedTanh = useEmbedTanh;
        embed = new Convolution1D(values, channels, new int[] {2}, new ConvolutionOptions().pad(1), true, null, null);
        for (int i = 0; i < loops * layers; i++) {
            resnet.append(new ResidualBlock(1 << i % layers, channels, skipChannels));
        }
        proj1 = new Convolution1D(
                skipChannels, skipChannels, new int[] {1}, new ConvolutionOptions(), true, null, null);
        proj2 = new Convolution1D(skipChannels, values, new int[] {1}, new ConvolutionOptions(), true, null, null);
    }

    /** Values (batch, values, length), one-hot, and an input for each block, to scores (batch, values, length). */
    Variable apply(Variable x, List<Variable> conditions) {
        return withHooks(
                "forward",
                () -> {
                    Variable h = embed.apply(x).get(Slice.ellipsis(), Slice.until(x.dim(2)));
                    return scores(h, conditions, ResidualBlock::apply);
                },
                x,
                conditions);
    }

    private interface Step {
        ResidualBlock.Result run(ResidualBlock block, Variable x, Variable condition);
    }

    private Variable scores(Variable embedded, List<Variable> conditions, Step step) {
        Variable h = useEmbedTanh ? F.tanh(embedded) : embedded;
        Variable skips = null;
        int i = 0;
        for (Link child : resnet) {
            ResidualBlock.Result result = step.run((ResidualBlock) child, h, conditions.get(i++));
            h = result.residual();
            skips = skips == null ? result.skip() : skips.add(result.skip());
        }
        return proj2.apply(relu(proj1.apply(relu(skips))));
    }

    /** Begins to make sounds. */
    void initialize(int count) {
        NDArray w = embed.w().array();
        embedQueue = new Variable(w.emptyLike(Shape.of(count, w.dim(1), 2)).fill(0), false);
        resnet.forEach(block -> ((ResidualBlock) block).initialize(count));
    }

    /** Scores (batch, values, 1) of the next sample, of one (batch, values, 1) more and its conditions. */
    Variable generate(Variable x, List<Variable> conditions) {
        embedQueue = F.concat(2, embedQueue.get(Slice.ellipsis(), Slice.from(1)), x);
        Variable h = F.convolution1d(embedQueue, embed.w(), null, new ConvolutionOptions());
        return scores(h, conditions, ResidualBlock::generate);
    }
}
