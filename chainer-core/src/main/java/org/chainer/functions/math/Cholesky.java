package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.TypeCheck;

/**
 * Cholesky decomposition: the lower triangular matrix L with {@code L·Lᵀ = a}. Only a's lower triangle is read; the gradient is symmetric.
 *
 * <p>In: a symmetric, positive definite matrix (n, n) of floating-point numbers. Out: (n, n). Chainer: {@code F.cholesky}.
 *
 * @see <a href="https://arxiv.org/abs/1602.07527">Murray, Differentiation of the Cholesky decomposition, 2016</a>
 */
public final class Cholesky extends FunctionNode {
    private Cholesky() {}

    /**
     * The lower triangular factor.
     *
     * @throws ArithmeticException if the matrix is not positive definite
     */
    public static Variable cholesky(Variable a) {
        return new Cholesky().applySingle(a);
    }

    @Override
    public String label() {
        return "cholesky";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("a").count(1).floating(0).rank(0, 2).sameDim(0, 0, 0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainOutputs(0);
        NDArray y = in[0].emptyLike();
        y.device().linalg().cholesky(in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable y = retainedOutput(0);
        Variable inverse = Inv.inv(y);
        Variable phi = MatMul.matmul(y, gy[0], true, false).mul(lowerHalf(y.array()));
        Variable s = MatMul.matmul(MatMul.matmul(inverse, phi, true, false), inverse);
        return variables(s.add(Transpose.transpose(s)).mul(0.5));
    }

    /** 1 below the diagonal, ½ on it, 0 above. */
    private static Variable lowerHalf(NDArray like) {
        int n = (int) like.dim(0);
        double[] mask = new double[n * n];
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(mask, i * n, i * n + i, 1);
            mask[i * n + i] = 0.5;
        }
        return new Variable(
                NDArray.of(mask).reshape(n, n).toDevice(like.device()).astype(like.dtype()), false);
    }
}
