package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/** Inverses of square matrices. In: floating-point numbers. Out: the same shape and dtype. Chainer: {@code F.inv}, {@code F.batch_inv}. */
public final class Inv extends FunctionNode {
    private Inv() {}

    /**
     * The inverse of one matrix (n, n).
     *
     * @throws ArithmeticException if it is singular
     */
    public static Variable inv(Variable a) {
        TypeCheck.of("Inv", a).names("a").floating(0).rank(0, 2).sameDim(0, 0, 0, 1);
        return Reshape.reshape(batchInv(Reshape.expandDims(a, 0)), a.shape());
    }

    /**
     * The inverse of each matrix of (batch, n, n).
     *
     * @throws ArithmeticException if one is singular
     */
    public static Variable batchInv(Variable a) {
        return new Inv().applySingle(a);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("a").count(1).floating(0).rank(0, 3).sameDim(0, 1, 0, 2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        y.device().linalg().inverse(in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable y = retainedOutput(0);
        return variables(MatMul.matmul(MatMul.matmul(y, gy[0], true, false), y, false, true)
                .neg());
    }
}
