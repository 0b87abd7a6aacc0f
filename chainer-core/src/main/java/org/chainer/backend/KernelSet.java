package org.chainer.backend;

import org.chainer.backend.kernels.ConvolutionKernels;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.IndexingKernels;
import org.chainer.backend.kernels.LinalgKernels;
import org.chainer.backend.kernels.LossKernels;
import org.chainer.backend.kernels.NormalizationKernels;
import org.chainer.backend.kernels.OptimizerKernels;
import org.chainer.backend.kernels.PoolingKernels;
import org.chainer.backend.kernels.RandomKernels;
import org.chainer.backend.kernels.ReductionKernels;
import org.chainer.backend.kernels.RnnKernels;

/**
 * A device's kernels, one object a topic; each may be used by several threads at once.
 *
 * @param elementwise arithmetic element by element
 * @param reduction sums, maxima and the like over axes
 * @param linalg matrix products and decompositions
 * @param indexing gathering, scattering and sorting
 * @param convolution convolutions and im2col
 * @param pooling pooling
 * @param normalization softmax and normalisation by statistics
 * @param rnn cells of recurrent networks
 * @param loss fused losses
 * @param random random numbers
 * @param optimizer fused parameter updates
 */
public record KernelSet(
        ElementwiseKernels elementwise,
        ReductionKernels reduction,
        LinalgKernels linalg,
        IndexingKernels indexing,
        ConvolutionKernels convolution,
        PoolingKernels pooling,
        NormalizationKernels normalization,
        RnnKernels rnn,
        LossKernels loss,
        RandomKernels random,
        OptimizerKernels optimizer) {}
