package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = |x|}, element by element; its gradient at 0 is 0. */
public final class Absolute extends FunctionNode {
    private Absolute() {}

    /** Absolute value of each element of an array of any shape. */
    public static Variable absolute(Variable x) {
        return new Absolute().applySingle(x);
    }

    @Override
    public String label() {
        return "|_|";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(UnaryOp.ABS, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray sign = inputData(0).apply(UnaryOp.SIGN);
        return variables(gy[0].mul(new Variable(sign, false)));
    }
}
