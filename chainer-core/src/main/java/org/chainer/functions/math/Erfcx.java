package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Scaled complementary error function of each element: {@code y = exp(x²) · erfc x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.erfcx}.
 */
public final class Erfcx extends UnaryMath {
    private Erfcx() {
        super(UnaryOp.ERFCX, Keep.BOTH);
    }

    /** Scaled complementary error function of each element of a floating-point array of any shape. */
    public static Variable erfcx(Variable x) {
        return new Erfcx().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(x().mul(y()).sub(1 / Math.sqrt(Math.PI))).mul(2);
    }
}
