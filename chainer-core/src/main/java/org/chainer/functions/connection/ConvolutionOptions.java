package org.chainer.functions.connection;

import org.chainer.utils.Conv;

/**
 * Chainer's optional arguments of convolutions and deconvolutions: {@code new ConvolutionOptions().stride(2).pad(1)}. Each size is given once, for all
 * axes, or for each axis. Immutable: each method returns changed options.
 */
public final class ConvolutionOptions {
    private static final int[] ONE = {1};

    private final int[] stride;
    private final int[] pad;
    private final int[] dilate;
    private final int groups;
    private final boolean coverAll;
    private final long[] outsize;

    /** Chainer's defaults: stride 1, no margin, no dilation, one group. */
    public ConvolutionOptions() {
        this(ONE, new int[] {0}, ONE, 1, false, null);
    }

    private ConvolutionOptions(int[] stride, int[] pad, int[] dilate, int groups, boolean coverAll, long[] outsize) {
        this.stride = stride;
        this.pad = pad;
        this.dilate = dilate;
        this.groups = groups;
        this.coverAll = coverAll;
        this.outsize = outsize;
    }

    /** Distance between the places of the kernel. */
    public ConvolutionOptions stride(int... newStride) {
        return new ConvolutionOptions(newStride.clone(), pad, dilate, groups, coverAll, outsize);
    }

    /** Margin of zeros on both sides. */
    public ConvolutionOptions pad(int... newPad) {
        return new ConvolutionOptions(stride, newPad.clone(), dilate, groups, coverAll, outsize);
    }

    /** Distance between the elements of the kernel. */
    public ConvolutionOptions dilate(int... newDilate) {
        return new ConvolutionOptions(stride, pad, newDilate.clone(), groups, coverAll, outsize);
    }

    /** Number of groups that the channels are divided into; each group of output channels sees one group of input channels. */
    public ConvolutionOptions groups(int newGroups) {
        return new ConvolutionOptions(stride, pad, dilate, newGroups, coverAll, outsize);
    }

    /** For convolutions: whether every element must be under the kernel, so that its last place may reach beyond the margin. */
    public ConvolutionOptions coverAll(boolean newCoverAll) {
        return new ConvolutionOptions(stride, pad, dilate, groups, newCoverAll, outsize);
    }

    /** For deconvolutions: the result's spatial size; initially the smallest that a convolution would bring to the input's. */
    public ConvolutionOptions outsize(long... newOutsize) {
        return new ConvolutionOptions(stride, pad, dilate, groups, coverAll, newOutsize.clone());
    }

    /** Distance between the places of the kernel, once or for each axis. */
    public int[] stride() {
        return stride.clone();
    }

    /** Margin of zeros on both sides, once or for each axis. */
    public int[] pad() {
        return pad.clone();
    }

    /** Distance between the elements of the kernel, once or for each axis. */
    public int[] dilate() {
        return dilate.clone();
    }

    /** Number of groups that the channels are divided into. */
    public int groups() {
        return groups;
    }

    boolean coversAll() {
        return coverAll;
    }

    long[] outsize() {
        return outsize;
    }

    /** Sizes for each of a number of axes. */
    Kernel kernel(String function, int axes) {
        if (groups < 1) {
            throw new IllegalArgumentException(function + ": groups is " + groups + ", expected at least 1");
        }
        return new Kernel(
                Conv.perAxis(function, "stride", stride, axes, 1),
                Conv.perAxis(function, "pad", pad, axes, 0),
                Conv.perAxis(function, "dilate", dilate, axes, 1),
                groups);
    }
}
