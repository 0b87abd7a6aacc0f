package org.chainer.initializers;

import org.chainer.array.DType;

/**
 * Linear interpolation as the kernel of a deconvolution that enlarges; its stride should be {@code (size + 1) / 2}. The kernel has the shape
 * (channels, channels or 1, size, size, …). Chainer: {@code initializers.UpsamplingDeconvFilter}.
 *
 * @see <a href="https://arxiv.org/abs/1411.4038">Long et al., Fully Convolutional Networks for Semantic Segmentation, 2014</a>
 */
public final class UpsamplingDeconvFilter extends SamplingFilter {

    /** In the configuration's dtype. */
    public UpsamplingDeconvFilter() {
        this("linear", null);
    }

    /**
     * In a dtype.
     *
     * @param interpolation {@code linear}
     * @param dtype dtype of the parameters, or null for the configuration's
     * @throws IllegalArgumentException if there is no such interpolation
     */
    public UpsamplingDeconvFilter(String interpolation, DType dtype) {
        super(true, interpolation, dtype);
    }
}
