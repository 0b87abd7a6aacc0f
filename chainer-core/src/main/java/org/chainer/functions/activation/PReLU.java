package org.chainer.functions.activation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Parametric rectified linear unit: {@code y = x} where {@code x ≥ 0}, else {@code W·x}.
 *
 * <p>In: x, floating-point numbers (batch, …); W, slopes of x's dtype and of the shape of x's axes that follow the batch, or of the first of
 * them; it is broadcast over the others. Out: x's shape. Chainer: {@code F.prelu}.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving Deep into Rectifiers, 2015</a>
 */
public final class PReLU extends FunctionNode {
    private PReLU() {}

    /** Parametric ReLU. */
    public static Variable prelu(Variable x, Variable w) {
        return new PReLU().applySingle(x, w);
    }

    @Override
    public String label() {
        return "PReLUFunction";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "W").count(2).floating(0).sameDType(0, 1);
        PerChannel.check(in, 0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            NDArray x = in[0];
            NDArray w =
                    in[1].reshape(PerChannel.extended(in[1].shape(), x.shape())).broadcastTo(x.shape());
            NDArray y = x.emptyLike();
            ElementwiseKernels kernels = x.device().elementwise();
            kernels.binary(BinaryOp.MULTIPLY, x, w, y);
            kernels.where(x.apply(BinaryOp.GREATER_EQUAL, 0), x, y, y);
            return arrays(y);
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        Variable w = retainedInput(1);
        Shape extended = PerChannel.extended(w.shape(), x.shape());
        NDArray negative = x.array().apply(BinaryOp.LESS, 0).astype(x.dtype());
        Variable passed = gy[0].mul(new Variable(negative.neg().add(1), false));
        Variable scaled = gy[0].mul(new Variable(negative, false));
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 0
                    ? passed.add(scaled.mul(BroadcastTo.broadcastTo(Reshape.reshape(w, extended), x.shape())))
                    : Sum.sum(scaled.mul(x), PerChannel.otherAxes(w.shape(), x.shape()));
        }
        return gx;
    }
}
