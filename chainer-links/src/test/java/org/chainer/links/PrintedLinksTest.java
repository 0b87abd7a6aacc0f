package org.chainer.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.Chain;
import org.chainer.ChainList;
import org.chainer.Sequential;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.links.rnn.LSTM;
import org.junit.jupiter.api.Test;

/** Models as text: Chainer's tree, with sizes of some links beside. */
class PrintedLinksTest {

    private static final class Model extends Chain {
        private Linear a = new Linear(4);
        private Sequential b = new Sequential(
                new Convolution2D(3, 4, 3, 1, 1), F::relu, new BatchNormalization(4), new Linear(3, 2, true));
        private ChainList c = new ChainList(new EmbedID(3, 4), new LSTM(3, 4));
        private Convolution2D d = new Convolution2D(
                4, 6, new int[] {3, 2}, new ConvolutionOptions().groups(2).dilate(2));
    }

    @Test
    void aTree() {
        assertThat(new Model()).hasToString("""
                        Model(
                          (a): Linear(in_size=None, out_size=4, nobias=False),
                          (b): Sequential(
                            (0): Convolution2D(in_channels=3, out_channels=4, ksize=3, stride=(1, 1), pad=(1, 1), nobias=False, dilate=(1, 1), groups=1),
                            (1): function,
                            (2): BatchNormalization(size=4, decay=0.9, eps=2e-05, dtype=float32, use_gamma=True, use_beta=True),
                            (3): Linear(in_size=3, out_size=2, nobias=True),
                          ),
                          (c): ChainList(
                            (0): EmbedID(in_size=3, out_size=4),
                            (1): LSTM(
                              (lateral): Linear(in_size=4, out_size=16, nobias=True),
                              (upward): Linear(in_size=3, out_size=16, nobias=False),
                            ),
                          ),
                          (d): Convolution2D(in_channels=4, out_channels=6, ksize=(3, 2), stride=(1, 1), pad=(0, 0), nobias=False, dilate=(2, 2), groups=2),
                        )""");
    }

    /** Numbers of elements, as Chainer counts them: those without an array are left out. */
    @Test
    void numbersOfElements() {
        Model model = new Model();
        assertThat(model.countParams())
                .isEqualTo(4 + (3 * 4 * 9 + 4) + 8 + 6 + 12 + (16 * 4 + 16 * 3 + 16) + (6 * 2 * 6 + 6));
        assertThat(new Linear(3, 4).repeat(3).countParams()).isEqualTo(48);
    }
}
