package org.chainer.backend.cpu;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.Out;
import org.chainer.backend.cpu.OneDnnMatmul.Precision;
import org.chainer.backend.reference.ReferenceLinalgKernels;

/**
 * Large products of float32 by oneDNN, with packed second factors where they are used again; products of float64, of vectors and of small
 * matrices by OpenBLAS; 16-bit numbers through float32; decompositions by LAPACK in float64.
 */
class CpuLinalgKernels extends ReferenceLinalgKernels {
    /** OpenBLAS is faster for products with fewer multiplications than this: it takes 0.2 µs to call, oneDNN 1 to 2. */
    static final long LEAST_WORK = 1 << 17;

    /** Batches of products with fewer multiplications are done faster in Java loops. */
    static final long LEAST_BATCH_WORK = 1 << 10;

    @Override
    public void gemm(
            NDArray a, boolean transposeA, NDArray b, boolean transposeB, double alpha, double beta, @Out NDArray out) {
        NDArray left = transposeA ? a.transpose() : a;
        NDArray right = transposeB ? b.transpose() : b;
        if (!multiply(left, right, null, alpha, beta, out)) {
            super.gemm(a, transposeA, b, transposeB, alpha, beta, out);
        }
    }

    @Override
    public void linear(NDArray x, NDArray w, NDArray b, @Out NDArray y) {
        if (!multiply(x, w.transpose(), b, 1, 0, y)) {
            super.linear(x, w, b, y);
        }
    }

    /** Does a product natively, if that is possible. */
    private static boolean multiply(NDArray a, NDArray b, NDArray bias, double alpha, double beta, NDArray out) {
        if (out.size() == 0 || a.dim(1) == 0) {
            return false;
        }
        return switch (out.dtype()) {
            case FLOAT32 -> multiplyFloats(a, b, bias, alpha, beta, out);
            case FLOAT64 -> NativeLibraries.OPENBLAS.isAvailable() && multiplyByBlas(a, b, bias, alpha, beta, out);
            case BFLOAT16, FLOAT16 -> multiplyNarrow(a, b, bias, alpha, beta, out);
            default -> false;
        };
    }

    private static boolean multiplyFloats(NDArray a, NDArray b, NDArray bias, double alpha, double beta, NDArray out) {
        boolean blas = NativeLibraries.OPENBLAS.isAvailable();
        boolean large = out.size() * a.dim(1) >= LEAST_WORK && out.dim(0) > 1 && out.dim(1) > 1;
        if ((large || !blas || OneDnn.isForced())
                && alpha == 1
                && (beta == 0 || beta == 1)
                && OneDnn.isUsable()
                && multiplyByOneDnn(a, b, bias, beta == 1, out)) {
            return true;
        }
        return blas && multiplyByBlas(a, b, bias, alpha, beta, out);
    }

    private static boolean multiplyByOneDnn(NDArray a, NDArray b, NDArray bias, boolean accumulate, NDArray out) {
        Matrix to = Matrix.of(out);
        if (to == null || Overlap.between(a, out) || Overlap.between(b, out)) {
            return false;
        }
        if (to.transposed()) {
            return bias == null && multiplyByOneDnn(b.transpose(), a.transpose(), null, accumulate, out.transpose());
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            Matrix left = Matrix.orCopy(a);
            Matrix right = Matrix.orCopy(b);
            NDArray shift = bias == null ? null : bias.contiguous();
            try (WeightPack.Held held = WeightPack.use(right, out.dim(0), Precision.FLOAT32)) {
                OneDnnPrimitive product = OneDnnMatmul.product(
                        left.layout(),
                        held == null ? right.layout() : Layout.of(held.layout()),
                        shift == null ? null : Layout.contiguous(shift.dtype(), 1, shift.dim(0)),
                        to.layout(),
                        accumulate,
                        Precision.FLOAT32);
                if (product == null) {
                    return false;
                }
                NDArray second = held == null ? right.array() : held.packed();
                if (shift == null) {
                    product.run(left.array(), second, out);
                } else {
                    product.run(left.array(), second, shift, out);
                }
                return true;
            }
        }
    }

    private static boolean multiplyByBlas(NDArray a, NDArray b, NDArray bias, double alpha, double beta, NDArray out) {
        Matrix to = Matrix.of(out);
        if (to == null || Overlap.between(a, out) || Overlap.between(b, out)) {
            return false;
        }
        if (to.transposed()) {
            return bias == null && multiplyByBlas(b.transpose(), a.transpose(), null, alpha, beta, out.transpose());
        }
        if (bias != null) {
            out.copyFrom(bias);
        }
        Matrix left = Matrix.of(a);
        Matrix right = Matrix.of(b);
        if (left != null && right != null) {
            multiplyByBlas(left, right, alpha, bias == null ? beta : 1, to);
        } else {
            try (MemoryScope temporaries = MemoryScope.open()) {
                multiplyByBlas(Matrix.orCopy(a), Matrix.orCopy(b), alpha, bias == null ? beta : 1, to);
            }
        }
        return true;
    }

    private static void multiplyByBlas(Matrix a, Matrix b, double alpha, double beta, Matrix out) {
        if (out.rows() == 1) {
            OpenBlas.gemv(
                    b.transpose(),
                    a.array().select(0, 0),
                    alpha,
                    beta,
                    out.array().select(0, 0));
        } else if (out.columns() == 1) {
            OpenBlas.gemv(a, b.array().select(1, 0), alpha, beta, out.array().select(1, 0));
        } else {
            OpenBlas.gemm(a, b, alpha, beta, out);
        }
    }

    /** Products of 16-bit numbers, in float32. */
    private static boolean multiplyNarrow(NDArray a, NDArray b, NDArray bias, double alpha, double beta, NDArray out) {
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray wide = out.emptyLike(DType.FLOAT32, out.shape());
            if (beta != 0) {
                wide.copyFrom(out);
            }
            NDArray shift = bias == null ? null : bias.astype(DType.FLOAT32);
            if (!multiplyFloats(a.astype(DType.FLOAT32), b.astype(DType.FLOAT32), shift, alpha, beta, wide)) {
                return false;
            }
            out.copyFrom(wide);
            return true;
        }
    }

    @Override
    public void batchedMatmul(NDArray a, NDArray b, @Out NDArray out) {
        if (!multiplyBatch(a, b, out)) {
            super.batchedMatmul(a, b, out);
        }
    }

    private static boolean multiplyBatch(NDArray a, NDArray b, NDArray out) {
        long work = out.size() * a.dim(2);
        if (out.dtype() != DType.FLOAT32
                || work == 0
                || work < LEAST_BATCH_WORK && !OneDnn.isForced()
                || !OneDnn.isUsable()
                || !out.isContiguous()
                || Overlap.between(a, out)
                || Overlap.between(b, out)) {
            return false;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray left = batch(a);
            NDArray right = batch(b);
            OneDnnPrimitive product = OneDnnMatmul.product(
                    Layout.of(left), Layout.of(right), null, Layout.of(out), false, Precision.FLOAT32);
            if (product == null) {
                return false;
            }
            product.run(left, right, out);
            return true;
        }
    }

    /** The array itself if each of its matrices has rows or columns of neighbouring elements, else a copy. */
    private static NDArray batch(NDArray array) {
        boolean apart = array.dim(0) == 1 || array.stride(0) >= array.dim(1) * array.dim(2);
        return apart && Matrix.of(array.select(0, 0)) != null ? array : array.copy();
    }

    @Override
    public void inverse(NDArray x, @Out NDArray y) {
        if (x.size() == 0 || !NativeLibraries.LAPACK.isAvailable()) {
            super.inverse(x, y);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray work = doubles(x);
            NDArray pivots = x.emptyLike(DType.INT32, x.shape().subShape(1, 2));
            for (long i = 0; i < x.dim(0); i++) {
                NDArray matrix = work.select(0, i);
                if (OpenBlas.luDecompose(matrix, pivots) > 0 || OpenBlas.luInvert(matrix, pivots) > 0) {
                    throw new ArithmeticException(
                            "inverse: matrix " + i + " of an array of shape " + x.shape() + " is singular");
                }
            }
            y.copyFrom(work);
        }
    }

    @Override
    public void determinant(NDArray x, @Out NDArray y) {
        if (x.size() == 0 || !NativeLibraries.LAPACK.isAvailable()) {
            super.determinant(x, y);
            return;
        }
        int n = Math.toIntExact(x.dim(1));
        double[] results = new double[Math.toIntExact(x.dim(0))];
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray work = doubles(x);
            NDArray pivots = x.emptyLike(DType.INT32, x.shape().subShape(1, 2));
            for (int i = 0; i < results.length; i++) {
                NDArray matrix = work.select(0, i);
                OpenBlas.luDecompose(matrix, pivots);
                double[] diagonal = matrix.diagonal(0, 0, 1).toDoubleArray();
                int[] exchanged = pivots.toIntArray();
                results[i] = 1;
                for (int j = 0; j < n; j++) {
                    results[i] *= exchanged[j] == j + 1 ? diagonal[j] : -diagonal[j];
                }
            }
            y.copyFrom(NDArray.of(results).toDevice(y.device()));
        }
    }

    @Override
    public void cholesky(NDArray x, @Out NDArray y) {
        if (x.size() == 0 || !NativeLibraries.LAPACK.isAvailable()) {
            super.cholesky(x, y);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray work = doubles(x);
            int minor = OpenBlas.cholesky(work);
            if (minor > 0) {
                throw new ArithmeticException("cholesky: the matrix of shape " + x.shape()
                        + " is not positive definite: its leading minor of order " + minor + " is not positive");
            }
            for (long i = 0; i + 1 < x.dim(0); i++) {
                work.select(0, i).slice(0, i + 1, x.dim(1)).fill(0);
            }
            y.copyFrom(work);
        }
    }

    @Override
    public void symmetricEigen(NDArray x, @Out NDArray values, @Out NDArray vectors) {
        if (x.size() == 0 || !NativeLibraries.LAPACK.isAvailable()) {
            super.symmetricEigen(x, values, vectors);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray work = doubles(x);
            NDArray ascending = x.emptyLike(DType.FLOAT64, values.shape());
            OpenBlas.symmetricEigen(work, ascending);
            values.copyFrom(ascending);
            vectors.copyFrom(work);
        }
    }

    @Override
    public void singularValues(NDArray x, @Out NDArray u, @Out NDArray s, @Out NDArray vt) {
        if (x.size() == 0 || !NativeLibraries.LAPACK.isAvailable()) {
            super.singularValues(x, u, s, vt);
            return;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray left = x.emptyLike(DType.FLOAT64, u.shape());
            NDArray descending = x.emptyLike(DType.FLOAT64, s.shape());
            NDArray right = x.emptyLike(DType.FLOAT64, vt.shape());
            OpenBlas.singularValues(doubles(x), left, descending, right);
            u.copyFrom(left);
            s.copyFrom(descending);
            vt.copyFrom(right);
        }
    }

    /** A contiguous float64 copy, to be overwritten. */
    private static NDArray doubles(NDArray x) {
        NDArray copy = x.emptyLike(DType.FLOAT64, x.shape());
        return copy.copyFrom(x);
    }
}
