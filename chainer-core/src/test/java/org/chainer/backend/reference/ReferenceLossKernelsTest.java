package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.NDArray;
import org.chainer.backend.kernels.LossKernels;
import org.junit.jupiter.api.Test;

class ReferenceLossKernelsTest extends OnReference {
    private final LossKernels kernels = device.loss();
    private final NDArray x = NDArray.from(new double[][] {{1, 2, 3}, {1, 1, 1}, {700, 0, -700}});

    @Test
    void softmaxCrossEntropy() {
        NDArray softmax = x.emptyLike();
        NDArray losses = zeros(3);
        assertThat(kernels.softmaxCrossEntropy(x, NDArray.of(0, 2, 2), -1, null, softmax, losses))
                .isEqualTo(3);
        expect(losses, 2.40760596444438, 1.0986122886681098, 1400);
        expect(
                softmax,
                0.09003057317038046,
                0.24472847105479767,
                0.6652409557748219,
                1.0 / 3,
                1.0 / 3,
                1.0 / 3,
                1,
                0,
                0);
    }

    @Test
    void ignoredLabelsAndClassWeights() {
        NDArray losses = zeros(3);
        NDArray weight = NDArray.of(10.0, 1.0, 2.0);
        long counted = kernels.softmaxCrossEntropy(x, NDArray.of(0, 255, 2), 255, weight, x.emptyLike(), losses);
        assertThat(counted).isEqualTo(2);
        expect(losses, 24.0760596444438, 0, 2800);
    }

    @Test
    void softmaxCrossEntropyGradient() {
        NDArray labels = NDArray.of(0, -1, 2);
        NDArray weight = NDArray.of(0.5, 1.0, 2.0);
        NDArray scores = random(1, 3, 3);
        NDArray gy = random(2, 3);
        NDArray softmax = zeros(3, 3);
        kernels.softmaxCrossEntropy(scores, labels, -1, weight, softmax, zeros(3));
        kernels.softmaxCrossEntropyGrad(softmax, labels, -1, weight, gy, 0.25, softmax);
        expectGradient(softmax, scores, gy, v -> {
            NDArray losses = zeros(3);
            kernels.softmaxCrossEntropy(v, labels, -1, weight, zeros(3, 3), losses);
            return losses.mul(0.25);
        });
    }

    @Test
    void aLabelOutOfRangeIsNamedAndNothingIsWritten() {
        NDArray softmax = zeros(3, 3);
        NDArray losses = zeros(3);
        for (int label : new int[] {3, -2}) {
            NDArray labels = NDArray.of(0, label, 2);
            assertThatThrownBy(() -> kernels.softmaxCrossEntropy(x, labels, -1, null, softmax, losses))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("softmax_cross_entropy: label " + label
                            + " in row 1 is neither one of the 3 classes (0 to 2) nor the ignored label -1");
            assertThatThrownBy(() -> kernels.softmaxCrossEntropyGrad(x, labels, -1, null, losses, 1, softmax))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        expect(softmax, new double[9]);
        expect(losses, 0, 0, 0);
    }

    @Test
    void noRows() {
        NDArray none = zeros(0, 3);
        assertThat(kernels.softmaxCrossEntropy(none, NDArray.of(new int[0]), -1, null, none, zeros(0)))
                .isZero();
    }

    private final NDArray scores = NDArray.from(new double[][] {{0.1, 0.5, -0.2}, {0.3, -0.4, 0.8}, {-0.1, 0.2, 0.6}});

    private double ctc(int steps, int... labels) {
        NDArray losses = zeros(1);
        NDArray padded = NDArray.of(labels.length > 1 ? labels : new int[] {labels.length > 0 ? labels[0] : 9, 9})
                .reshape(1, 2);
        kernels.ctc(scores.expandDims(1), padded, NDArray.of(steps), NDArray.of(labels.length), 0, losses, null);
        return losses.item();
    }

    @Test
    void ctcSumsOverAllAlignments() {
        expect(
                NDArray.of(ctc(3, 1, 2), ctc(3, 1, 1), ctc(2, 2), ctc(3)),
                1.2346156626267815,
                3.0925114526166366,
                1.0352426597510216,
                3.792511452616637);
    }

    @Test
    void ctcWithoutAnAlignment() {
        assertThat(ctc(2, 1, 1)).isEqualTo(1e10);
        NDArray gx = NDArray.ones(scores.dtype(), 3, 1, 3);
        kernels.ctc(
                scores.expandDims(1), NDArray.of(1, 1).reshape(1, 2), NDArray.of(2), NDArray.of(2), 0, zeros(1), gx);
        expect(gx, new double[9]);
    }

    @Test
    void ctcGradient() {
        NDArray x = random(1, 5, 3, 4);
        NDArray labels = NDArray.from(new int[][] {{1, 2, 3}, {2, 2, 0}, {3, 0, 0}});
        NDArray inputs = NDArray.of(5, 4, 3);
        NDArray lengths = NDArray.of(3, 2, 1);
        NDArray gx = x.emptyLike();
        kernels.ctc(x, labels, inputs, lengths, 0, zeros(3), gx);
        expectGradient(gx, x, NDArray.of(1.0, 1.0, 1.0), v -> {
            NDArray losses = zeros(3);
            kernels.ctc(v, labels, inputs, lengths, 0, losses, null);
            return losses;
        });
    }

    @Test
    void ctcChecksLengthsAndSymbols() {
        NDArray labels = NDArray.of(1, 3).reshape(1, 2);
        NDArray losses = zeros(1);
        assertThatThrownBy(() -> ctc(3, labels, 2, 0, losses))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("ctc: label 1 of example 0, 3 is not one of the 3 symbols (0 to 2)");
        assertThatThrownBy(() -> ctc(4, labels, 1, 0, losses))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("ctc: input length 4 of example 0 is not in 1 to 3");
        assertThatThrownBy(() -> ctc(3, labels, 3, 0, losses))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("ctc: label length 3 of example 0 is not in 0 to 2");
        assertThatThrownBy(() -> ctc(3, labels, 1, 3, losses))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("ctc: blank symbol 3 is not one of the 3 symbols (0 to 2)");
        expect(losses, 0);
    }

    private void ctc(int steps, NDArray labels, int length, int blank, NDArray losses) {
        kernels.ctc(scores.expandDims(1), labels, NDArray.of(steps), NDArray.of(length), blank, losses, null);
    }
}
