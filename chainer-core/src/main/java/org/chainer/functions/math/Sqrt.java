package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = √x}, element by element. */
public final class Sqrt extends FunctionNode {
    private Sqrt() {}

    /** Square root of each element of a floating-point array of any shape. Chainer: {@code F.sqrt}. */
    public static Variable sqrt(Variable x) {
        return new Sqrt().applySingle(x);
    }

    @Override
    public String label() {
        return "sqrt";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.SQRT, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(gy[0].div(retainedOutput(0).mul(2)));
    }
}
