package org.chainer.utils;

/** Sizes of what convolutions and poolings give. Chainer: {@code chainer.utils.get_conv_outsize} and {@code get_deconv_outsize}. */
public final class Conv {
    private Conv() {}

    /** Number of windows along an axis, without cover-all and dilation. */
    public static long getConvOutsize(long size, int k, int s, int p) {
        return getConvOutsize(size, k, s, p, false, 1);
    }

    /**
     * Number of windows along an axis: {@code ⌊(size + 2p − dk) / s⌋ + 1} with {@code dk = k + (k − 1)(d − 1)}.
     *
     * @param size length of the axis
     * @param k length of the window
     * @param s step between windows
     * @param p padding on each side
     * @param coverAll whether windows may reach beyond the padding, so that every element is in one: the quotient is rounded up then
     * @param d distance between a window's elements
     * @return the number; not positive if no window fits
     */
    public static long getConvOutsize(long size, int k, int s, int p, boolean coverAll, int d) {
        long window = k + (k - 1L) * (d - 1);
        long room = size + 2L * p - window + (coverAll ? s - 1 : 0);
        return Math.floorDiv(room, s) + 1;
    }

    /** Length of an axis that has so many windows, without cover-all and dilation. */
    public static long getDeconvOutsize(long size, int k, int s, int p) {
        return getDeconvOutsize(size, k, s, p, false, 1);
    }

    /**
     * Length of an axis that has so many windows: {@code s·(size − 1) + dk − 2p} with {@code dk = k + (k − 1)(d − 1)}, with {@code coverAll} shorter by
     * {@code s − 1}.
     *
     * @param size number of windows
     * @see #getConvOutsize(long, int, int, int, boolean, int) the other parameters
     */
    public static long getDeconvOutsize(long size, int k, int s, int p, boolean coverAll, int d) {
        long window = k + (k - 1L) * (d - 1);
        return s * (size - 1) + window - 2L * p - (coverAll ? s - 1 : 0);
    }
}
