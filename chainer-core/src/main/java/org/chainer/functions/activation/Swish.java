package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Swish: {@code y = x·σ(beta·x)}, where σ is the logistic function.
 *
 * <p>In: x, floating-point numbers (batch, …); beta of x's dtype and of the shape of x's axes that follow the batch, or of the first of them; it
 * is broadcast over the others. Out: x's shape. Chainer: {@code F.swish}.
 *
 * @see <a href="https://arxiv.org/abs/1710.05941">Ramachandran et al., Searching for Activation Functions, 2017</a>
 */
public final class Swish extends FunctionNode {
    private Swish() {}

    /** {@code x·σ(beta·x)}. */
    public static Variable swish(Variable x, Variable beta) {
        return new Swish().applySingle(x, beta);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "beta").count(2).floating(0).sameDType(0, 1);
        PerChannel.check(in, 0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        NDArray x = in[0];
        NDArray beta =
                in[1].reshape(PerChannel.extended(in[1].shape(), x.shape())).broadcastTo(x.shape());
        NDArray y = x.emptyLike();
        ElementwiseKernels kernels = x.device().elementwise();
        kernels.binary(BinaryOp.MULTIPLY, x, beta, y);
        kernels.unary(UnaryOp.SIGMOID, y, y);
        kernels.binary(BinaryOp.MULTIPLY, x, y, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        Variable beta = retainedInput(1);
        Shape extended = PerChannel.extended(beta.shape(), x.shape());
        Variable wide = BroadcastTo.broadcastTo(Reshape.reshape(beta, extended), x.shape());
        Variable sigma = Sigmoid.sigmoid(wide.mul(x));
        Variable y = x.mul(sigma);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                Variable by = wide.mul(y);
                gx[i] = gy[0].mul(by.add(sigma.mul(by.rsub(1))));
            } else {
                gx[i] = Sum.sum(gy[0].mul(y).mul(x.sub(y)), PerChannel.otherAxes(beta.shape(), x.shape()));
            }
        }
        return gx;
    }
}
