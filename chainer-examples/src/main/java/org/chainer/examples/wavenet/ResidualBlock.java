package org.chainer.examples.wavenet;

import org.chainer.Chain;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution1D;

/** A causal convolution of two samples that lie apart, with a gate; what it finds goes on, and to the output. */
final class ResidualBlock extends Chain {
    private Convolution1D conv;
    private Convolution1D res;
    private Convolution1D skip;
    private final int dilation;
    private transient Variable queue;

    /** What goes on to the next block, and what to the output. */
    record Result(Variable residual, Variable skip) {}

    ResidualBlock(int dilation, int channels, int skipChannels) {
        this.dilation = dilation;
        conv = new Convolution1D(
                channels,
                2 * channels,
                new int[] {2},
                new ConvolutionOptions().pad(dilation).dilate(dilation));
        res = new Convolution1D(channels, channels, 1);
        skip = new Convolution1D(channels, skipChannels, 1);
    }

    /** Whole sounds (batch, channels, length). */
    Result apply(Variable x, Variable condition) {
        return withHooks(
                "forward",
                () -> {
                    Variable h = conv.apply(x).get(Slice.ellipsis(), Slice.until(x.dim(2)));
                    return gated(h, condition, x);
                },
                x,
                condition);
    }

    private Result gated(Variable h, Variable condition, Variable x) {
        Variable[] halves = F.splitAxis(h.add(condition), 2, 1);
        Variable z = F.tanh(halves[0]).mul(F.sigmoid(halves[1]));
        return new Result(res.apply(z).add(x), skip.apply(z));
    }

    /** Begins to make sounds: silence before. */
    void initialize(int count) {
        NDArray w = conv.w().array();
        queue = new Variable(
                w.emptyLike(org.chainer.array.Shape.of(count, w.dim(1), dilation + 1))
                        .fill(0),
                false);
    }

    /** One sample (batch, channels, 1) more; those that matter are remembered. */
    Result generate(Variable x, Variable condition) {
        queue = F.concat(2, queue.get(Slice.ellipsis(), Slice.from(1)), x);
        Variable h = F.convolution1d(queue, conv.w(), conv.b(), new ConvolutionOptions().dilate(dilation));
        return gated(h, condition, x);
    }
}
