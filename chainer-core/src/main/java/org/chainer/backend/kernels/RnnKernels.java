package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** The element-wise halves of recurrent cells. */
public interface RnnKernels {

    /**
     * The cell of a long short-term memory. The gates' inputs lie in {@code x} interleaved as in Chainer: unit j's four numbers
     * are at columns 4j to 4j+3, for the cell's input a, input gate i, forget gate f and output gate o.
     *
     * <p>{@code c' = tanh(a)·σ(i) + σ(f)·c; h = σ(o)·tanh(c')}
     *
     * @param c (batch, units) or (batch, units, …)
     * @param x (batch, 4·units, …)
     * @param cNext c'
     * @param h output
     * @param activations of x's shape: tanh(a), σ(i), σ(f), σ(o), for {@link #lstmGrad}
     */
    void lstm(NDArray c, NDArray x, @Out NDArray cNext, @Out NDArray h, @Out NDArray activations);

    /**
     * Gradients of {@link #lstm}.
     *
     * @param gcNext gradient to c', or null for zero
     * @param gh gradient to h, or null for zero
     * @param gc gradient to c
     * @param gx gradient to x
     */
    void lstmGrad(
            NDArray c,
            NDArray cNext,
            NDArray activations,
            NDArray gcNext,
            NDArray gh,
            @Out NDArray gc,
            @Out NDArray gx);
}
