package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Logarithm of the gamma function of each element: {@code y = ln |Γ(x)|}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.lgamma}.
 */
public final class Lgamma extends UnaryMath {
    private Lgamma() {
        super(UnaryOp.LGAMMA, Keep.INPUT);
    }

    /** Logarithm of the gamma function of each element of a floating-point array of any shape. */
    public static Variable lgamma(Variable x) {
        return new Lgamma().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Digamma.digamma(x()));
    }
}
