package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.BinaryOp;

/**
 * The greater of two elements, {@code y = max(x1, x2)}, broadcast; where they are equal the gradient goes to the first.
 *
 * <p>In: two floating-point arrays of one dtype, broadcast. Out: the broadcast shape and the same dtype. Chainer: {@code F.maximum}.
 */
public final class Maximum extends Choice {
    private Maximum() {
        super(BinaryOp.MAXIMUM, BinaryOp.GREATER_EQUAL);
    }

    /** {@code max(x1, x2)}, element by element, of two floating-point arrays of one dtype. */
    public static Variable maximum(Variable x1, Variable x2) {
        return new Maximum().applySingle(x1, x2);
    }
}
