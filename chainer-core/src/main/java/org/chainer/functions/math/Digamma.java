package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Digamma function of each element: {@code y = ψ(x)}; ψ is the derivative of ln Γ(x).
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.digamma}.
 */
public final class Digamma extends UnaryMath {
    private Digamma() {
        super(UnaryOp.DIGAMMA, Keep.INPUT);
    }

    /** Digamma function of each element of a floating-point array of any shape. */
    public static Variable digamma(Variable x) {
        return new Digamma().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Polygamma.polygamma(1, x()));
    }
}
