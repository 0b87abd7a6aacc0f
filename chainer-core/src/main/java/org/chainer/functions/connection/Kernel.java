package org.chainer.functions.connection;

import java.util.Arrays;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/** How a convolution's kernel goes over the spatial axes of (batch, channels, spatial…). */
record Kernel(int[] stride, int[] pad, int[] dilate, int groups) {

    /** Number of spatial axes. */
    int axes() {
        return stride.length;
    }

    /** Expects x, W and perhaps b of one floating-point dtype, with this kernel's number of axes. */
    void check(TypeCheck in) {
        in.names("x", "W", "b")
                .count(2, 3)
                .floating(0)
                .sameDType(0, 1)
                .rank(0, axes() + 2)
                .rank(1, axes() + 2);
        if (in.size() == 3) {
            in.sameDType(0, 2).rank(2, 1);
        }
        Shape w = in.shape(1);
        in.expect(w.subShape(2, w.rank()).size() > 0, "W has a kernel with elements", "W.shape " + w);
        in.expect(w.dim(0) % groups == 0, "W.shape[0] is divisible by groups = " + groups, "W.shape " + w);
    }

    /** Shape of the convolution of x with w. */
    Shape convolved(String function, Shape x, Shape w, boolean coverAll) {
        long[] result = x.toArray();
        result[1] = w.dim(0);
        for (int i = 0; i < axes(); i++) {
            result[i + 2] = Conv.getConvOutsize(x.dim(i + 2), length(w, i), stride[i], pad[i], coverAll, dilate[i]);
        }
        return positive(function, x, w, result);
    }

    /** Shape of the deconvolution of x with w: the smallest that a convolution brings to x's shape, or that of the given spatial size. */
    Shape deconvolved(String function, Shape x, Shape w, long[] outsize) {
        long[] result = x.toArray();
        result[1] = w.dim(1) * groups;
        if (outsize != null && outsize.length != axes()) {
            throw new IllegalArgumentException(function + ": outsize is " + Arrays.toString(outsize)
                    + ", expected a number for each of the " + axes() + " spatial axes");
        }
        for (int i = 0; i < axes(); i++) {
            result[i + 2] = outsize != null
                    ? outsize[i]
                    : Conv.getDeconvOutsize(x.dim(i + 2), length(w, i), stride[i], pad[i], false, dilate[i]);
            if (outsize != null) {
                checkOutsize(function, x, w, outsize, i);
            }
        }
        return positive(function, x, w, result);
    }

    private void checkOutsize(String function, Shape x, Shape w, long[] outsize, int i) {
        long least = Conv.getConvOutsize(outsize[i], length(w, i), stride[i], pad[i], false, dilate[i]);
        long most = Conv.getConvOutsize(outsize[i], length(w, i), stride[i], pad[i], true, dilate[i]);
        if (x.dim(i + 2) < least || x.dim(i + 2) > most) {
            throw new IllegalArgumentException(
                    function + ": outsize is " + Arrays.toString(outsize) + ", which a convolution would bring to size "
                            + least + (most > least ? " or " + most : "") + " along spatial axis " + i
                            + ", but x has shape " + x);
        }
    }

    private static int length(Shape w, int axis) {
        return Math.toIntExact(w.dim(axis + 2));
    }

    private Shape positive(String function, Shape x, Shape w, long[] result) {
        for (int i = 2; i < result.length; i++) {
            if (result[i] <= 0) {
                throw new IllegalArgumentException(function + ": the result would have size "
                        + Arrays.toString(Arrays.copyOfRange(result, 2, result.length)) + " for x of shape " + x
                        + ", W of shape " + w + ", stride " + Arrays.toString(stride) + ", pad " + Arrays.toString(pad)
                        + " and dilate " + Arrays.toString(dilate) + "; every size must be positive");
            }
        }
        return Shape.of(result);
    }
}
