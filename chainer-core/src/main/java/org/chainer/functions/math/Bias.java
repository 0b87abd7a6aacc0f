package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * An array added to, or multiplied with, some axes of another, broadcast over the rest: {@code z[i…, j…, k…] = x[i…, j…, k…] + y[j…]} (or {@code ·}).
 *
 * <p>In: x; y of x's dtype and of the shape of x's axes from {@code axis} on. Out: x's shape. Chainer: {@code F.bias}, {@code F.scale}.
 */
public final class Bias {
    private Bias() {}

    /** {@code x + y}, where y's axes are x's from the second on. */
    public static Variable bias(Variable x, Variable y) {
        return bias(x, y, 1);
    }

    /** {@code x + y}, where y's axes are x's from {@code axis} on. */
    public static Variable bias(Variable x, Variable y, int axis) {
        return x.add(wide("bias", x, y, axis));
    }

    /** {@code x · y}, where y's axes are x's from the second on. */
    public static Variable scale(Variable x, Variable y) {
        return scale(x, y, 1);
    }

    /** {@code x · y}, where y's axes are x's from {@code axis} on. */
    public static Variable scale(Variable x, Variable y, int axis) {
        return x.mul(wide("scale", x, y, axis));
    }

    private static Variable wide(String label, Variable x, Variable y, int axis) {
        TypeCheck in = TypeCheck.of(label, x, y).names("x", "y").sameDType(0, 1);
        in.expect(
                axis >= 0 && axis <= x.rank() - y.rank(),
                "0 <= axis and axis + y.ndim <= x.ndim",
                "axis == " + axis + ", y.ndim == " + y.rank() + ", x.ndim == " + x.rank());
        int end = axis + y.rank();
        Shape own = x.shape().subShape(axis, end);
        in.expect(own.equals(y.shape()), "y.shape == x.shape[" + axis + ":" + end + "]", y.shape() + " != " + own);
        long[] dims = new long[x.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i >= axis && i < end ? x.dim(i) : 1;
        }
        return BroadcastTo.broadcastTo(Reshape.reshape(y, Shape.of(dims)), x.shape());
    }
}
