package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Polygamma function, the n-th derivative of the digamma function: {@code y = ψ⁽ⁿ⁾(x)}. In: n, integers; x, floating-point numbers; broadcast. Out: x's
 * dtype. No gradient to n. Chainer: {@code F.polygamma}.
 */
public final class Polygamma extends FunctionNode {
    private Polygamma() {}

    /** The n-th derivative of the digamma function. */
    public static Variable polygamma(int n, Variable x) {
        return polygamma(new Variable(NDArray.scalar(n, DType.INT32).toDevice(x.device()), false), x);
    }

    /** The n-th derivative of the digamma function, for each n. */
    public static Variable polygamma(Variable n, Variable x) {
        return new Polygamma().applySingle(n, x);
    }

    @Override
    public String label() {
        return "polygamma";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("n", "x").count(2).integer(0).floating(1).broadcastable(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> arrays(in[0].astype(in[1].dtype()).apply(BinaryOp.POLYGAMMA, in[1])));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable next = new Variable(inputData(0).add(1), false);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 1) {
                gx[i] = SumTo.sumTo(gy[0].mul(polygamma(next, retainedInput(1))), inputShape(1));
            }
        }
        return gx;
    }
}
