package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.BinaryOp;

/**
 * The smaller of two elements, {@code y = min(x1, x2)}, broadcast; where they are equal the gradient goes to the first.
 *
 * <p>In: two floating-point arrays of one dtype, broadcast. Out: the broadcast shape and the same dtype. Chainer: {@code F.minimum}.
 */
public final class Minimum extends Choice {
    private Minimum() {
        super(BinaryOp.MINIMUM, BinaryOp.LESS_EQUAL);
    }

    /** {@code min(x1, x2)}, element by element, of two floating-point arrays of one dtype. */
    public static Variable minimum(Variable x1, Variable x2) {
        return new Minimum().applySingle(x1, x2);
    }
}
