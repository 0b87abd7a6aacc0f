package org.chainer.examples.wavenet;

import java.util.ArrayList;
import java.util.List;
import org.chainer.ChainList;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution1D;
import org.chainer.links.connection.Deconvolution1D;

/** Stretches a spectrogram to one column a sample, and makes an input of it for each residual block. */
final class UpsampleNet extends ChainList {
    private static final int[] FACTORS = {16, 16};
    private static final int CHANNELS = 128;

    UpsampleNet(int blocks, int channels) {
        for (int factor : FACTORS) {
            append(new Deconvolution1D(null, CHANNELS, new int[] {factor}, new ConvolutionOptions().stride(factor)));
        }
        for (int i = 0; i < blocks; i++) {
            append(new Convolution1D(null, 2 * channels, 1));
        }
    }

    /** Spectrograms (batch, bands, windows) to an input (batch, 2 · channels, 256 · windows) for each block. */
    List<Variable> apply(Variable spectrogram) {
        return withHooks("forward", () -> forward(spectrogram), spectrogram);
    }

    private List<Variable> forward(Variable spectrogram) {
        Variable h = spectrogram;
        List<Variable> conditions = new ArrayList<>();
        int index = 0;
        for (Link child : this) {
            if (index++ < FACTORS.length) {
                h = F.relu(((Layer) child).apply(h));
            } else {
                conditions.add(((Layer) child).apply(h));
            }
        }
        return conditions;
    }
}
