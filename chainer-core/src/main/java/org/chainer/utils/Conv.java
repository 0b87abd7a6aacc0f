package org.chainer.utils;

import java.util.Arrays;
import org.chainer.array.Shape;

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

    /**
     * One number for each spatial axis.
     *
     * @param function the function's name in messages
     * @param name the argument's name in messages
     * @param given one number for all axes, or one for each
     * @param least the least number allowed
     * @throws IllegalArgumentException if there are not so many numbers, or one is too small
     */
    public static int[] perAxis(String function, String name, int[] given, int axes, int least) {
        if (given.length != 1 && given.length != axes) {
            throw new IllegalArgumentException(function + ": " + name + " is " + Arrays.toString(given)
                    + ", expected one number or one for each of the " + axes + " spatial axes");
        }
        int[] result = new int[axes];
        for (int i = 0; i < axes; i++) {
            result[i] = given[given.length == 1 ? 0 : i];
            if (result[i] < least) {
                throw new IllegalArgumentException(function + ": " + name + " is " + Arrays.toString(given)
                        + ", expected numbers of at least " + least);
            }
        }
        return result;
    }

    /**
     * Refuses arrays with another number of spatial axes than a function's name says.
     *
     * @throws IllegalArgumentException if x is not (batch, channels, spatial…) with that many spatial axes
     */
    public static void expectSpatialAxes(String function, Shape x, int axes) {
        if (x.rank() != axes + 2) {
            throw new IllegalArgumentException(function + ": x has shape " + x + ", expected (batch, channels) and "
                    + axes + (axes == 1 ? " spatial axis" : " spatial axes"));
        }
    }

    /**
     * Number of spatial axes of (batch, channels, spatial…).
     *
     * @throws IllegalArgumentException if there is none
     */
    public static int spatialAxes(String function, Shape x) {
        if (x.rank() < 3) {
            throw new IllegalArgumentException(
                    function + ": x has shape " + x + ", expected (batch, channels) and at least one spatial axis");
        }
        return x.rank() - 2;
    }
}
