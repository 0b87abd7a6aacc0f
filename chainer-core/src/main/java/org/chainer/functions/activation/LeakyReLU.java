package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Leaky rectified linear unit, element by element: {@code y = x} where x is positive, else {@code slope·x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.leaky_relu}.
 */
public final class LeakyReLU extends FunctionNode {
    private final double slope;

    private LeakyReLU(double slope) {
        this.slope = slope;
    }

    /** Leaky ReLU with slope 0.2. */
    public static Variable leakyRelu(Variable x) {
        return leakyRelu(x, 0.2);
    }

    /** Leaky ReLU. */
    public static Variable leakyRelu(Variable x, double slope) {
        return new LeakyReLU(slope).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        // With a slope that is not negative the output tells the sign too, and is needed by the next function anyway.
        if (slope < 0) {
            retainInputs(0);
        } else {
            retainOutputs(0);
        }
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.LEAKY_RELU, in[0], slope, 0, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray condition = slope < 0 ? inputData(0) : outputData(0);
        return variables(LinearGrad.gradient(BinaryOp.LEAKY_RELU_GRAD, slope, condition, gy[0]));
    }
}
