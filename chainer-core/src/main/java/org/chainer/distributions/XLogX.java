package org.chainer.distributions;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Log;

/** Products of probabilities and logarithms, in which the probability 0 always gives 0. */
final class XLogX {
    private XLogX() {}

    /** {@code x·ln x}, with the value 0 and the gradient 0 at 0. */
    static Variable xlogx(Variable x) {
        NDArray positive = x.array().apply(BinaryOp.GREATER, 0);
        return x.mul(Log.log(Where.where(positive, x, Distribution.constant(1, x))));
    }

    /** {@code x·y}, 0 where x is 0 and y infinite. */
    static Variable product(Variable x, Variable y) {
        NDArray undefined = x.array()
                .apply(BinaryOp.EQUAL, 0)
                .apply(BinaryOp.LOGICAL_AND, y.array().apply(UnaryOp.IS_FINITE).apply(UnaryOp.LOGICAL_NOT));
        return x.mul(Where.where(undefined, Distribution.constant(0, y), y));
    }
}
