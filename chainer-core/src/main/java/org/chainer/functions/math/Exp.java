package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = eˣ}, element by element. */
public final class Exp extends FunctionNode {
    private Exp() {}

    /** The exponential of each element of a floating-point array of any shape. Chainer: {@code F.exp}. */
    public static Variable exp(Variable x) {
        return new Exp().applySingle(x);
    }

    @Override
    public String label() {
        return "exp";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.EXP, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(retainedOutput(0).mul(gy[0]));
    }
}
