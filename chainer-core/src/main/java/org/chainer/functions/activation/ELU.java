package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.math.BasicMath;
import org.chainer.utils.TypeCheck;

/**
 * Exponential linear unit, element by element: {@code y = x} where x is positive, else {@code alpha·(eˣ − 1)}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.elu}, {@code F.selu}.
 *
 * @see <a href="https://arxiv.org/abs/1511.07289">Clevert et al., Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs), 2016</a>
 */
public final class ELU extends FunctionNode {
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;
    private final double alpha;

    private ELU(double alpha) {
        this.alpha = alpha;
    }

    /** Exponential linear unit with alpha 1. */
    public static Variable elu(Variable x) {
        return elu(x, 1);
    }

    /** Exponential linear unit. */
    public static Variable elu(Variable x, double alpha) {
        return new ELU(alpha).applySingle(x);
    }

    /**
     * Scaled exponential linear unit, {@code 1.0507·elu(x, 1.6733)}, which keeps mean 0 and variance 1.
     *
     * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., Self-Normalizing Neural Networks, 2017</a>
     */
    public static Variable selu(Variable x) {
        return selu(x, SELU_ALPHA, SELU_SCALE);
    }

    /** Scaled exponential linear unit, {@code scale·elu(x, alpha)}. */
    public static Variable selu(Variable x, double alpha, double scale) {
        return BasicMath.mul(elu(x, alpha), scale);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        if (alpha < 0) {
            retainInputs(0);
        }
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.ELU, in[0], alpha, 0, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        // The output is positive where the input is, unless alpha is negative.
        if (alpha >= 0 && !isDoubleBackprop()) {
            NDArray gx = gy[0].array().emptyLike();
            gx.device().elementwise().binary(BinaryOp.ELU_GRAD, outputData(0), gy[0].array(), alpha, gx);
            return variables(new Variable(gx, false));
        }
        Variable y = retainedOutput(0);
        NDArray positive = (alpha < 0 ? inputData(0) : y.array())
                .apply(BinaryOp.GREATER, 0)
                .astype(y.dtype());
        Variable exponential = y.add(alpha).mul(new Variable(positive.neg().add(1), false));
        return variables(gy[0].mul(exponential.add(new Variable(positive, false))));
    }
}
