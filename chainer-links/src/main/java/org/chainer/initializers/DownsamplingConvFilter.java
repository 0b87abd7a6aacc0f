package org.chainer.initializers;

import org.chainer.array.DType;

/**
 * Linear interpolation as the kernel of a convolution that reduces; its stride should be {@code (size + 1) / 2}. The kernel has the shape
 * (channels, channels or 1, size, size, …). Chainer: {@code initializers.DownsamplingConvFilter}.
 *
 * @see <a href="https://arxiv.org/abs/1411.4038">Long et al., Fully Convolutional Networks for Semantic Segmentation, 2014</a>
 */
public final class DownsamplingConvFilter extends SamplingFilter {

    /** In the configuration's dtype. */
    public DownsamplingConvFilter() {
        this("linear", null);
    }

    /**
     * In a dtype.
     *
     * @param interpolation {@code linear}
     * @param dtype dtype of the parameters, or null for the configuration's
     * @throws IllegalArgumentException if there is no such interpolation
     */
    public DownsamplingConvFilter(String interpolation, DType dtype) {
        super(false, interpolation, dtype);
    }
}
