package org.chainer.functions.noise;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.activation.Softmax;
import org.chainer.functions.math.BasicMath;
import org.chainer.utils.TypeCheck;

/**
 * A sample of the Gumbel-softmax distribution: {@code y = softmax((logPi + g) / tau)}, where g has the standard Gumbel distribution. The smaller the
 * temperature tau, the closer y is to a one-hot vector drawn with the probabilities pi; it can be differentiated by logPi and tau.
 *
 * <p>In: logPi, logarithms of probabilities that need not be normalised, of a floating-point dtype and any shape with the axis. Out: the same shape and
 * dtype. Chainer: {@code F.gumbel_softmax}.
 *
 * @see <a href="https://arxiv.org/abs/1611.01144">Jang et al., Categorical reparameterization with Gumbel-softmax, 2016</a>
 */
public final class GumbelSoftmax {
    private static final double LEAST = 1e-8;

    private GumbelSoftmax() {}

    /** A sample along axis 1 with temperature 0.1. */
    public static Variable gumbelSoftmax(Variable logPi) {
        return gumbelSoftmax(logPi, 0.1);
    }

    /** A sample along axis 1. */
    public static Variable gumbelSoftmax(Variable logPi, double tau) {
        return gumbelSoftmax(logPi, tau, 1);
    }

    /** A sample along an axis; for an array without axes the answer is 1. */
    public static Variable gumbelSoftmax(Variable logPi, double tau, int axis) {
        checkAxis(TypeCheck.of("gumbel_softmax", logPi).names("log_pi").floating(0), axis);
        return logPi.rank() == 0
                ? one(logPi)
                : Softmax.softmax(logPi.add(noise(logPi)).div(tau), axis);
    }

    /** A sample along an axis, with a temperature to be differentiated by: an array of logPi's dtype that can be broadcast to its shape. */
    public static Variable gumbelSoftmax(Variable logPi, Variable tau, int axis) {
        TypeCheck in = TypeCheck.of("gumbel_softmax", logPi, tau)
                .names("log_pi", "tau")
                .floating(0)
                .sameDType(0, 1)
                .broadcastable(0, 1);
        checkAxis(in, axis);
        return logPi.rank() == 0 ? one(logPi) : Softmax.softmax(BasicMath.div(logPi.add(noise(logPi)), tau), axis);
    }

    private static void checkAxis(TypeCheck in, int axis) {
        if (in.shape(0).rank() > 0) {
            in.hasAxis(0, axis);
        }
    }

    private static Variable one(Variable like) {
        return new Variable(like.array().emptyLike().fill(1), false);
    }

    /** {@code −ln(−ln u)} for u uniform on (0, 1). */
    private static Variable noise(Variable like) {
        DType dtype = like.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        NDArray u = like.array().emptyLike(dtype, like.shape());
        RandomState.shared().fillUniform(LEAST, 1, u);
        NDArray g = u.apply(UnaryOp.LOG).neg().apply(UnaryOp.LOG).neg();
        return new Variable(g.astype(like.dtype()), false);
    }
}
