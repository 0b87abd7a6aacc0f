package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Rectified linear unit with an upper end: {@code y = min(max(x, 0), z)}, element by element. The gradient passes where {@code 0 < x < z}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.clipped_relu}, {@code F.relu6}.
 */
public final class ClippedReLU extends FunctionNode {
    private final double z;

    private ClippedReLU(double z) {
        if (!(z > 0)) {
            throw new IllegalArgumentException("clipped_relu: z is " + z + ", expected a positive number");
        }
        this.z = z;
    }

    /** {@code min(max(x, 0), 20)}. */
    public static Variable clippedRelu(Variable x) {
        return clippedRelu(x, 20);
    }

    /**
     * {@code min(max(x, 0), z)}.
     *
     * @throws IllegalArgumentException if z is not positive
     */
    public static Variable clippedRelu(Variable x, double z) {
        return new ClippedReLU(z).applySingle(x);
    }

    /**
     * {@code min(max(x, 0), 6)}.
     *
     * @see <a href="https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf">Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010</a>
     */
    public static Variable relu6(Variable x) {
        return clippedRelu(x, 6);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.CLIP, in[0], 0, z, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        NDArray inside = x.apply(BinaryOp.GREATER, 0)
                .apply(BinaryOp.LOGICAL_AND, x.apply(BinaryOp.LESS, z))
                .astype(x.dtype());
        return variables(gy[0].mul(new Variable(inside, false)));
    }
}
