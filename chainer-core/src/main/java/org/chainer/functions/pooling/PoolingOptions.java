package org.chainer.functions.pooling;

import org.chainer.utils.Conv;

/**
 * Chainer's optional arguments of pooling functions: {@code new PoolingOptions(3).stride(2).pad(1)}. Each size is given once, for all axes, or for each
 * axis. Immutable: each method returns changed options.
 */
public final class PoolingOptions {
    private final int[] ksize;
    private final int[] stride;
    private final int[] pad;
    private final Boolean coverAll;
    private final boolean ignorePad;
    private final long[] outsize;

    /**
     * Windows of a size.
     *
     * @param ksize length of the window along each axis, or one for all
     */
    public PoolingOptions(int... ksize) {
        this(ksize.clone(), null, new int[] {0}, null, false, null);
    }

    private PoolingOptions(int[] ksize, int[] stride, int[] pad, Boolean coverAll, boolean ignorePad, long[] outsize) {
        this.ksize = ksize;
        this.stride = stride;
        this.pad = pad;
        this.coverAll = coverAll;
        this.ignorePad = ignorePad;
        this.outsize = outsize;
    }

    /** Distance between windows; initially their size. */
    public PoolingOptions stride(int... newStride) {
        return new PoolingOptions(ksize, newStride.clone(), pad, coverAll, ignorePad, outsize);
    }

    /** Margin on both sides; initially 0. */
    public PoolingOptions pad(int... newPad) {
        return new PoolingOptions(ksize, stride, newPad.clone(), coverAll, ignorePad, outsize);
    }

    /** Whether every element must be in a window; initially true, and always false for average pooling. */
    public PoolingOptions coverAll(boolean newCoverAll) {
        return new PoolingOptions(ksize, stride, pad, newCoverAll, ignorePad, outsize);
    }

    /** For average pooling, means are taken over the elements inside the array only: Chainer's {@code pad_value=None}. */
    public PoolingOptions ignorePad() {
        return new PoolingOptions(ksize, stride, pad, coverAll, true, outsize);
    }

    /** For unpooling and upsampling, the result's spatial size; initially the smallest that would be pooled to the input's. */
    public PoolingOptions outsize(long... newOutsize) {
        return new PoolingOptions(ksize, stride, pad, coverAll, ignorePad, newOutsize.clone());
    }

    boolean isPadIgnored() {
        return ignorePad;
    }

    long[] outsize() {
        return outsize;
    }

    boolean coversAll(boolean otherwise) {
        return coverAll == null ? otherwise : coverAll;
    }

    /** Refuses options that a function does not have. */
    PoolingOptions without(String function, boolean hasCoverAll, boolean hasIgnorePad, boolean hasOutsize) {
        refuse(function, "cover_all", !hasCoverAll && coversAll(false));
        refuse(function, "pad_value", !hasIgnorePad && ignorePad);
        refuse(function, "outsize", !hasOutsize && outsize != null);
        return this;
    }

    private static void refuse(String function, String option, boolean isGiven) {
        if (isGiven) {
            throw new IllegalArgumentException(function + " has no option " + option);
        }
    }

    /** Sizes for each of a number of axes. */
    Window window(String function, int axes) {
        return new Window(
                Conv.perAxis(function, "ksize", ksize, axes, 1),
                Conv.perAxis(function, "stride", stride == null ? ksize : stride, axes, 1),
                Conv.perAxis(function, "pad", pad, axes, 0));
    }
}
