package org.chainer.functions.activation;

import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.RandomState;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Randomised leaky rectified linear unit: {@code y = x} where {@code x ≥ 0}, else {@code r·x}, where each element of r is drawn evenly from [l, u); outside
 * training ({@link org.chainer.Config#TRAIN} is false) it is {@code (l + u)/2}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.rrelu}.
 *
 * @see <a href="https://arxiv.org/abs/1505.00853">Xu et al., Empirical Evaluation of Rectified Activations in Convolutional Network, 2015</a>
 */
public final class RReLU extends FunctionNode {
    private static final double LOWER = 1.0 / 8;
    private static final double UPPER = 1.0 / 3;
    private final double lower;
    private final double upper;
    private final boolean returnR;
    private NDArray r;

    private RReLU(double lower, double upper, NDArray r, boolean returnR) {
        if (!(0 <= lower && lower < upper && upper < 1)) {
            throw new IllegalArgumentException(
                    "rrelu: l is " + lower + " and u is " + upper + ", expected 0 <= l < u < 1");
        }
        this.lower = lower;
        this.upper = upper;
        this.r = r;
        this.returnR = returnR;
    }

    /**
     * The result together with the slopes.
     *
     * @param y the output
     * @param r slopes for negative elements, to be used again
     */
    public record WithR(Variable y, NDArray r) {}

    /** Randomised leaky ReLU with slopes from [1/8, 1/3). */
    public static Variable rrelu(Variable x) {
        return rrelu(x, LOWER, UPPER);
    }

    /**
     * Randomised leaky ReLU.
     *
     * @throws IllegalArgumentException unless {@code 0 <= l < u < 1}
     */
    public static Variable rrelu(Variable x, double l, double u) {
        return rrelu(x, l, u, null);
    }

    /**
     * Randomised leaky ReLU with given slopes.
     *
     * @param r slopes, of x's shape, dtype and device; null for random ones. Outside training they are not used.
     */
    public static Variable rrelu(Variable x, double l, double u, NDArray r) {
        return new RReLU(l, u, r, false).applySingle(x);
    }

    /** Randomised leaky ReLU that also returns the slopes: Chainer's {@code return_r=True}. */
    public static WithR rreluReturnR(Variable x, double l, double u, NDArray r) {
        RReLU function = new RReLU(l, u, r, true);
        Variable y = function.applySingle(x);
        return new WithR(y, function.r);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
        if (r != null) {
            in.expect(
                    r.shape().equals(in.shape(0)) && r.dtype() == in.dtype(0),
                    "r.shape == x.shape and r.dtype == x.dtype",
                    r.shape() + " " + r.dtype() + " for x " + in.shape(0) + " " + in.dtype(0));
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray x = in[0];
        boolean train = Chainer.config().train();
        if (r == null || !train) {
            NDArray drawn = x.emptyLike();
            if (train) {
                RandomState.shared().fillUniform(lower, upper, drawn);
            } else {
                drawn.fill((lower + upper) / 2);
            }
            r = returnR ? drawn : keep(drawn);
        }
        return tidy(() -> arrays(NDArrays.where(x.apply(BinaryOp.GREATER_EQUAL, 0), x, x.mul(r))));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray slopes = NDArrays.where(
                inputData(0).apply(BinaryOp.GREATER_EQUAL, 0),
                NDArray.scalar(1, r.dtype()).toDevice(r.device()),
                r);
        return variables(gy[0].mul(new Variable(slopes, false)));
    }
}
