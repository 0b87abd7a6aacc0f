package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.CooMatrix;
import org.chainer.utils.TypeCheck;

/**
 * Product of a sparse matrix and a dense one, or of a dense and a sparse one; or of a batch of each.
 *
 * <p>In: a {@link CooMatrix} of shape (m, k) and a dense matrix (k, n) of its dtype; with a batch, both have a leading axis. Out: dense. Gradients go to the
 * dense matrix and to the sparse one's elements. Chainer: {@code F.sparse_matmul}.
 */
public final class SparseMatMul {
    private SparseMatMul() {}

    /** {@code a·b}. */
    public static Variable sparseMatmul(CooMatrix a, Variable b) {
        return sparseMatmul(a, b, false, false);
    }

    /** {@code op(a)·op(b)}: each matrix is transposed if asked. */
    public static Variable sparseMatmul(CooMatrix a, Variable b, boolean transa, boolean transb) {
        Variable dense = transb ? Transpose.swapLastAxes(b) : b;
        return new Product(
                        transa ? a.col() : a.row(),
                        transa ? a.row() : a.col(),
                        transa ? a.shape().dim(1) : a.shape().dim(0),
                        transa ? a.shape().dim(0) : a.shape().dim(1))
                .applySingle(a.data(), dense);
    }

    /** {@code a·b}. */
    public static Variable sparseMatmul(Variable a, CooMatrix b) {
        return sparseMatmul(a, b, false, false);
    }

    /** {@code op(a)·op(b)}: each matrix is transposed if asked. */
    public static Variable sparseMatmul(Variable a, CooMatrix b, boolean transa, boolean transb) {
        return Transpose.swapLastAxes(sparseMatmul(b, a, !transb, !transa));
    }

    private static NDArray sample(NDArray x, int rank, long index) {
        return x.rank() == rank ? x : x.select(0, index);
    }

    /** {@code y = S·dense}, where S (m, k) has the given values at its rows and columns. */
    private static final class Product extends FunctionNode {
        private final NDArray rows;
        private final NDArray columns;
        private final long m;
        private final long k;

        Product(NDArray rows, NDArray columns, long m, long k) {
            this.rows = rows;
            this.columns = columns;
            this.m = m;
            this.k = k;
        }

        @Override
        public String label() {
            return "CooMatMul";
        }

        @Override
        protected void checkTypes(TypeCheck in) {
            in.names("sp", "dn").count(2).floating(0).sameDType(0, 1).rank(1, rows.rank() + 1);
            in.dim(1, -2, k).shape(0, rows.shape());
            if (rows.rank() == 2) {
                in.sameDim(1, 0, 0, 0);
            }
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            retainInputs(0, 1);
            NDArray dense = in[1];
            Shape batch = rows.shape().subShape(0, rows.rank() - 1);
            NDArray y = dense.emptyLike(batch.concat(Shape.of(m, dense.dim(-1))));
            for (long i = 0; i < batch.size(); i++) {
                y.device()
                        .linalg()
                        .sparseMatmul(
                                sample(in[0], 1, i),
                                sample(rows, 1, i),
                                sample(columns, 1, i),
                                sample(dense, 2, i),
                                sample(y, 2, i));
            }
            return arrays(y);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            Variable[] gx = new Variable[wanted.length];
            for (int i = 0; i < wanted.length; i++) {
                gx[i] = wanted[i] == 0
                        ? new ElementProducts(rows, columns, m, k).applySingle(gy[0], retainedInput(1))
                        : new Product(columns, rows, k, m).applySingle(retainedInput(0), gy[0]);
            }
            return gx;
        }
    }

    /** {@code y[e] = Σⱼ a[row of e, j]·b[column of e, j]}: the elements of {@code a·bᵀ} that a sparse matrix has. */
    private static final class ElementProducts extends FunctionNode {
        private final NDArray rows;
        private final NDArray columns;
        private final long m;
        private final long k;

        ElementProducts(NDArray rows, NDArray columns, long m, long k) {
            this.rows = rows;
            this.columns = columns;
            this.m = m;
            this.k = k;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            retainInputs(0, 1);
            NDArray y = in[0].emptyLike(rows.shape());
            long batch = rows.shape().subShape(0, rows.rank() - 1).size();
            for (long i = 0; i < batch; i++) {
                y.device()
                        .linalg()
                        .sparseMatmulGradValues(
                                sample(rows, 1, i),
                                sample(columns, 1, i),
                                sample(in[0], 2, i),
                                sample(in[1], 2, i),
                                sample(y, 1, i));
            }
            return arrays(y);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            Variable[] gx = new Variable[wanted.length];
            for (int i = 0; i < wanted.length; i++) {
                gx[i] = wanted[i] == 0
                        ? new Product(rows, columns, m, k).applySingle(gy[0], retainedInput(1))
                        : new Product(columns, rows, k, m).applySingle(gy[0], retainedInput(0));
            }
            return gx;
        }
    }
}
