package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** Matrix products and decompositions. Matrices may be any strided views, transposed ones above all. */
public interface LinalgKernels {

    /**
     * {@code out = alpha·A·B + beta·out}, where A is {@code a} or its transpose, likewise B. With beta 0, what out held is not read.
     *
     * @param a two axes (m, k), or (k, m) if transposed
     * @param b two axes (k, n), or (n, k) if transposed
     * @param out two axes (m, n)
     */
    void gemm(
            NDArray a, boolean transposeA, NDArray b, boolean transposeB, double alpha, double beta, @Out NDArray out);

    /**
     * One product for each index of the leading axes: {@code out[i] = a[i]·b[i]}.
     *
     * @param a three axes (batch, m, k)
     * @param b three axes (batch, k, n)
     * @param out three axes (batch, m, n)
     */
    void batchedMatmul(NDArray a, NDArray b, @Out NDArray out);

    /**
     * A fully connected layer: {@code y = x·Wᵀ + b}.
     *
     * @param x two axes (batch, in)
     * @param w two axes (out, in)
     * @param b one axis (out), or null
     * @param y two axes (batch, out)
     */
    void linear(NDArray x, NDArray w, NDArray b, @Out NDArray y);

    /**
     * A fully connected layer whose output is added to another array: {@code y = x·Wᵀ + z}.
     *
     * @param x two axes (batch, in)
     * @param w two axes (out, in)
     * @param z two axes (batch, out)
     * @param y two axes (batch, out), in other memory than z
     */
    default void linearOnto(NDArray x, NDArray w, NDArray z, @Out NDArray y) {
        y.device().elementwise().copy(z, y);
        gemm(x, false, w, true, 1, 1, y);
    }

    /** Inverses of square matrices: three axes (batch, n, n). Throws {@link ArithmeticException} for a singular one. */
    void inverse(NDArray x, @Out NDArray y);

    /** Determinants of square matrices: x has three axes (batch, n, n), y one (batch). */
    void determinant(NDArray x, @Out NDArray y);

    /** Lower triangular L with {@code L·Lᵀ = x}, for one symmetric positive definite matrix; {@link ArithmeticException} for another. */
    void cholesky(NDArray x, @Out NDArray y);

    /** Eigenvalues (n), ascending, and eigenvectors (n, n), in columns, of one symmetric matrix. */
    void symmetricEigen(NDArray x, @Out NDArray values, @Out NDArray vectors);

    /**
     * Singular value decomposition {@code x = u·diag(s)·vt} of one matrix (m, n), thin, with {@code r = min(m, n)}.
     *
     * @param u (m, r)
     * @param s (r), descending
     * @param vt (r, n)
     */
    void singularValues(NDArray x, @Out NDArray u, @Out NDArray s, @Out NDArray vt);

    /**
     * Discrete Fourier transform of complex numbers along the last axis: {@code out[k] = Σ x[j]·e^(−2πijk/n)}; the inverse transform has the
     * other sign and the factor 1/n.
     */
    void fourier(NDArray re, NDArray im, boolean inverse, @Out NDArray outRe, @Out NDArray outIm);

    /**
     * Product of a sparse matrix and a dense one: {@code out[rows[e], :] += values[e]·b[columns[e], :]}, from zero. Elements whose row is
     * negative are padding and left out.
     *
     * @param values (elements)
     * @param rows (elements), of an integer dtype
     * @param columns (elements), of an integer dtype
     * @param b two axes (k, n)
     * @param out two axes (m, n)
     * @throws IndexOutOfBoundsException for a row or column out of range
     */
    void sparseMatmul(NDArray values, NDArray rows, NDArray columns, NDArray b, @Out NDArray out);

    /** Gradient of {@link #sparseMatmul} to the values: {@code gvalues[e] = Σ gout[rows[e], :]·b[columns[e], :]}. */
    void sparseMatmulGradValues(NDArray rows, NDArray columns, NDArray gout, NDArray b, @Out NDArray gvalues);
}
