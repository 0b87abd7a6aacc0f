package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * Product of two matrices for each sample, where vectors (batch, n) count as matrices of one column. In Chainer, too, {@link MatMul} has taken its
 * place.
 *
 * <p>In: {@code a (batch, m, k)} and {@code b (batch, k, n)} of one floating-point dtype. Out: (batch, m, n). Chainer: {@code F.batch_matmul}.
 */
public final class BatchMatMul {
    private BatchMatMul() {}

    /** {@code a[i]·b[i]} for each i. */
    public static Variable batchMatmul(Variable a, Variable b) {
        return batchMatmul(a, b, false, false);
    }

    /**
     * {@code op(a[i])·op(b[i])} for each i: (batch, rows, columns).
     *
     * @param transa whether each matrix of a is transposed
     * @param transb whether each matrix of b is transposed
     */
    public static Variable batchMatmul(Variable a, Variable b, boolean transa, boolean transb) {
        TypeCheck in =
                TypeCheck.of("batch_matmul", a, b).names("a", "b").floating(0).sameDType(0, 1);
        for (int i = 0; i < 2; i++) {
            int rank = in.shape(i).rank();
            in.expect(rank == 2 || rank == 3, in.name(i) + ".ndim is 2 or 3", rank + " (shape " + in.shape(i) + ")");
        }
        in.sameDim(0, 0, 1, 0);
        return MatMul.matmul(matrices(a), matrices(b), transa, transb);
    }

    private static Variable matrices(Variable x) {
        return x.rank() == 3 ? x : Reshape.reshape(x, x.dim(0), x.dim(1), 1);
    }
}
