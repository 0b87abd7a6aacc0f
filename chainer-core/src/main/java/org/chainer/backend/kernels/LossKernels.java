package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** Fused losses. */
public interface LossKernels {

    /**
     * Checks labels.
     *
     * @param labels of an integer dtype
     * @param ignored a label that is no class
     * @return the number of labels that are not ignored
     * @throws IndexOutOfBoundsException for a label that is no class
     */
    long checkLabels(NDArray labels, int ignored, long classes);

    /**
     * Cross entropy of class scores (logits) and labels, row by row: {@code losses[r] = −weight[t]·ln softmax(x)[r, t]}, 0 where the label
     * is ignored.
     *
     * @param x (rows, classes)
     * @param labels (rows), of an integer dtype
     * @param ignored label that counts nothing
     * @param classWeight (classes), or null
     * @param softmax (rows, classes): the probabilities, for the gradient
     * @param losses (rows)
     * @return how many rows are not ignored
     * @throws IndexOutOfBoundsException for another label outside 0 … classes − 1
     */
    long softmaxCrossEntropy(
            NDArray x, NDArray labels, int ignored, NDArray classWeight, @Out NDArray softmax, @Out NDArray losses);

    /**
     * Gradient of {@link #softmaxCrossEntropy}: {@code gx[r] = (softmax[r] − onehot(t))·weight[t]·gy[r]·scale}, 0 where ignored.
     *
     * @param gy gradient of each row's loss: (rows), perhaps with stride 0
     * @param scale a factor, such as one over the number of rows that count
     */
    void softmaxCrossEntropyGrad(
            NDArray softmax,
            NDArray labels,
            int ignored,
            NDArray classWeight,
            NDArray gy,
            double scale,
            @Out NDArray gx);

    /**
     * Connectionist temporal classification: {@code losses[b] = −ln p(labels of b)}, summed over all alignments of the labels, with
     * blanks between and repeated symbols merged, to the softmax of x; and its gradient. Where no alignment is possible, because there are
     * too few time steps, the loss is 10¹⁰ and the gradient 0.
     *
     * @param x (time, batch, symbols): scores before softmax
     * @param labels (batch, longest), of an integer dtype
     * @param inputLengths (batch): number of time steps that count
     * @param labelLengths (batch): number of labels that count
     * @param blank the blank symbol
     * @param losses (batch)
     * @param gx gradient of each loss to x, or null if it is not wanted
     * @throws IndexOutOfBoundsException for a symbol or a length out of range
     * @see <a href="https://doi.org/10.1145/1143844.1143891">Graves et al., Connectionist temporal classification, 2006</a>
     */
    void ctc(
            NDArray x,
            NDArray labels,
            NDArray inputLengths,
            NDArray labelLengths,
            int blank,
            @Out NDArray losses,
            @Out NDArray gx);
}
