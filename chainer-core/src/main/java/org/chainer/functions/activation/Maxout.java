package org.chainer.functions.activation;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Max;
import org.chainer.utils.TypeCheck;

/**
 * Maxout: the greatest of every {@code poolSize} neighbours along an axis, {@code y[i] = max(x[i·poolSize], …, x[(i + 1)·poolSize − 1])}.
 *
 * <p>In: one floating-point array, that axis a multiple of poolSize long. Out: the axis shorter by that factor. Chainer: {@code F.maxout}.
 *
 * @see <a href="https://proceedings.mlr.press/v28/goodfellow13.html">Goodfellow et al., Maxout Networks, 2013</a>
 */
public final class Maxout {
    private Maxout() {}

    /** Maxout along axis 1. */
    public static Variable maxout(Variable x, int poolSize) {
        return maxout(x, poolSize, 1);
    }

    /**
     * Maxout along an axis.
     *
     * @throws IllegalArgumentException if poolSize is not positive
     * @throws org.chainer.utils.InvalidTypeException if the axis's length is no multiple of poolSize
     */
    public static Variable maxout(Variable x, int poolSize, int axis) {
        if (poolSize < 1) {
            throw new IllegalArgumentException("maxout: pool_size is " + poolSize + ", expected a positive number");
        }
        TypeCheck in = TypeCheck.of("maxout", x).names("x").floating(0).hasAxis(0, axis);
        int along = x.shape().axis(axis);
        in.expect(
                x.dim(along) % poolSize == 0,
                "x.shape[" + along + "] % pool_size == 0",
                x.dim(along) + " % " + poolSize + " == " + x.dim(along) % poolSize);
        Shape pools = x.shape()
                .subShape(0, along)
                .concat(Shape.of(x.dim(along) / poolSize, poolSize))
                .concat(x.shape().subShape(along + 1, x.rank()));
        return Max.max(Reshape.reshape(x, pools), along + 1);
    }
}
