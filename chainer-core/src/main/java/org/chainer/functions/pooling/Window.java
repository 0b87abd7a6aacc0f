package org.chainer.functions.pooling;

import java.util.Arrays;
import org.chainer.array.Shape;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/** Windows that slide over the spatial axes of (batch, channels, spatial…). */
record Window(int[] kernel, int[] stride, int[] pad) {

    /** Refuses all but one floating-point array with this window's number of spatial axes. */
    void check(TypeCheck in) {
        in.names("x").floating(0).rank(0, kernel.length + 2);
    }

    /** Number of elements in a window. */
    long size() {
        return Arrays.stream(kernel).asLongStream().reduce(1, Math::multiplyExact);
    }

    /** Shape of x pooled. */
    Shape pooled(String function, Shape x, boolean coverAll) {
        long[] result = x.toArray();
        for (int i = 0; i < kernel.length; i++) {
            result[i + 2] = Conv.getConvOutsize(x.dim(i + 2), kernel[i], stride[i], pad[i], coverAll, 1);
        }
        return positive(function, x, result);
    }

    /** Shape of the smallest array that is pooled to x's shape, or of the one whose spatial size is given. */
    Shape unpooled(String function, Shape x, long[] outsize, boolean coverAll) {
        long[] result = x.toArray();
        if (outsize != null && outsize.length != kernel.length) {
            throw new IllegalArgumentException(function + ": outsize is " + Arrays.toString(outsize)
                    + ", expected a number for each of the " + kernel.length + " spatial axes");
        }
        for (int i = 0; i < kernel.length; i++) {
            result[i + 2] = outsize != null
                    ? outsize[i]
                    : Conv.getDeconvOutsize(x.dim(i + 2), kernel[i], stride[i], pad[i], coverAll, 1);
        }
        Shape shape = positive(function, x, result);
        if (outsize != null && !pooled(function, shape, coverAll).equals(x)) {
            throw new IllegalArgumentException(function + ": x of shape " + x + " can't become of size "
                    + Arrays.toString(outsize) + ", which would be pooled to "
                    + pooled(function, shape, coverAll).subShape(2, x.rank()));
        }
        return shape;
    }

    private Shape positive(String function, Shape x, long[] result) {
        for (int i = 0; i < kernel.length; i++) {
            if (result[i + 2] <= 0) {
                throw new IllegalArgumentException(function + ": the result would have size "
                        + Arrays.toString(Arrays.copyOfRange(result, 2, result.length)) + " for x of shape " + x
                        + ", ksize " + Arrays.toString(kernel) + ", stride " + Arrays.toString(stride) + " and pad "
                        + Arrays.toString(pad) + "; every size must be positive");
            }
        }
        return Shape.of(result);
    }
}
