package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = ln x}, element by element. */
public final class Log extends FunctionNode {
    private Log() {}

    /** Natural logarithm of each element of a floating-point array of any shape. */
    public static Variable log(Variable x) {
        return new Log().applySingle(x);
    }

    @Override
    public String label() {
        return "log";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.LOG, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(gy[0].div(retainedInput(0)));
    }
}
