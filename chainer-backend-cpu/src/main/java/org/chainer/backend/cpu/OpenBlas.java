package org.chainer.backend.cpu;

import java.lang.ref.Reference;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * BLAS and LAPACK on arrays in the CPU device's memory. Sizes, dtypes and ranges of memory are checked before native code sees an address.
 * Used only where the library is available.
 */
final class OpenBlas {
    private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
    private static final int TRANSPOSED = openblas_nolapack.CblasTrans;
    private static final int PLAIN = openblas_nolapack.CblasNoTrans;
    private static final int LAPACK_ROW_MAJOR = 101;
    private static final ThreadLocal<Pointers> POINTERS = ThreadLocal.withInitial(Pointers::new);

    private OpenBlas() {}

    /** One thread's pointers, set anew for each call. */
    private static final class Pointers {
        final Address.Floats[] floats = {new Address.Floats(), new Address.Floats(), new Address.Floats()};
        final Address.Doubles[] doubles = {
            new Address.Doubles(),
            new Address.Doubles(),
            new Address.Doubles(),
            new Address.Doubles(),
            new Address.Doubles()
        };
        final Address.Ints ints = new Address.Ints();
    }

    /**
     * {@code out = alpha·a·b + beta·out} for float32 or float64.
     *
     * @param out not transposed, and apart from a and b
     */
    static void gemm(Matrix a, Matrix b, double alpha, double beta, Matrix out) {
        int m = size(out.rows());
        int n = size(out.columns());
        int k = size(a.columns());
        int transA = a.transposed() ? TRANSPOSED : PLAIN;
        int transB = b.transposed() ? TRANSPOSED : PLAIN;
        int leadA = size(a.leading());
        int leadB = size(b.leading());
        int leadC = size(out.leading());
        if (out.transposed() || a.rows() != m || b.rows() != k || b.columns() != n) {
            throw new IllegalArgumentException("gemm: " + a.array().shape() + " times "
                    + b.array().shape() + " into " + out.array().shape() + (out.transposed() ? " transposed" : ""));
        }
        Pointers p = POINTERS.get();
        if (dtype(a.array(), b.array(), out.array()) == DType.FLOAT32) {
            openblas_nolapack.cblas_sgemm(
                    ROW_MAJOR,
                    transA,
                    transB,
                    m,
                    n,
                    k,
                    (float) alpha,
                    p.floats[0].at(address(a, false)),
                    leadA,
                    p.floats[1].at(address(b, false)),
                    leadB,
                    (float) beta,
                    p.floats[2].at(address(out, true)),
                    leadC);
        } else {
            openblas_nolapack.cblas_dgemm(
                    ROW_MAJOR,
                    transA,
                    transB,
                    m,
                    n,
                    k,
                    alpha,
                    p.doubles[0].at(address(a, false)),
                    leadA,
                    p.doubles[1].at(address(b, false)),
                    leadB,
                    beta,
                    p.doubles[2].at(address(out, true)),
                    leadC);
        }
        fence(a.array(), b.array(), out.array());
    }

    /** {@code y = alpha·a·x + beta·y} for float32 or float64 vectors, strided forward. */
    static void gemv(Matrix a, NDArray x, double alpha, double beta, NDArray y) {
        Matrix stored = a.transposed() ? a.transpose() : a;
        int rows = size(stored.rows());
        int columns = size(stored.columns());
        int lead = size(a.leading());
        int trans = a.transposed() ? TRANSPOSED : PLAIN;
        int stepX = step(x);
        int stepY = step(y);
        if (x.dim(0) != a.columns() || y.dim(0) != a.rows()) {
            throw new IllegalArgumentException(
                    "gemv: " + a.array().shape() + " times " + x.shape() + " into " + y.shape());
        }
        Pointers p = POINTERS.get();
        if (dtype(a.array(), x, y) == DType.FLOAT32) {
            openblas_nolapack.cblas_sgemv(
                    ROW_MAJOR,
                    trans,
                    rows,
                    columns,
                    (float) alpha,
                    p.floats[0].at(address(a, false)),
                    lead,
                    p.floats[1].at(address(x, false)),
                    stepX,
                    (float) beta,
                    p.floats[2].at(address(y, true)),
                    stepY);
        } else {
            openblas_nolapack.cblas_dgemv(
                    ROW_MAJOR,
                    trans,
                    rows,
                    columns,
                    alpha,
                    p.doubles[0].at(address(a, false)),
                    lead,
                    p.doubles[1].at(address(x, false)),
                    stepX,
                    beta,
                    p.doubles[2].at(address(y, true)),
                    stepY);
        }
        fence(a.array(), x, y);
    }

    // LAPACK: float64, contiguous, in place.
    // -------------------------------------------------------------------------------------------

    /** LU decomposition with partial pivoting; pivots is int32. Returns 0, or the number (from 1) of a pivot that is zero. */
    static int luDecompose(NDArray a, NDArray pivots) {
        int n = square(a);
        Pointers p = POINTERS.get();
        int info = openblas.LAPACKE_dgetrf(
                LAPACK_ROW_MAJOR, n, n, p.doubles[0].at(lapack(a, (long) n * n)), n, p.ints.at(pivots(pivots, n)));
        fence(a, pivots);
        return check("getrf", info);
    }

    /** Inverse from an LU decomposition. Returns 0, or the number (from 1) of a pivot that is zero. */
    static int luInvert(NDArray a, NDArray pivots) {
        int n = square(a);
        Pointers p = POINTERS.get();
        int info = openblas.LAPACKE_dgetri(
                LAPACK_ROW_MAJOR, n, p.doubles[0].at(lapack(a, (long) n * n)), n, p.ints.at(pivots(pivots, n)));
        fence(a, pivots);
        return check("getri", info);
    }

    /** Cholesky decomposition in the lower triangle. Returns 0, or the order of a leading minor that is not positive. */
    static int cholesky(NDArray a) {
        int n = square(a);
        int info = openblas.LAPACKE_dpotrf(
                LAPACK_ROW_MAJOR, (byte) 'L', n, POINTERS.get().doubles[0].at(lapack(a, (long) n * n)), n);
        fence(a);
        return check("potrf", info);
    }

    /** Eigenvalues, ascending, of a symmetric matrix, whose place the eigenvectors take, in columns. */
    static void symmetricEigen(NDArray a, NDArray values) {
        int n = square(a);
        Pointers p = POINTERS.get();
        int info = openblas.LAPACKE_dsyevd(
                LAPACK_ROW_MAJOR,
                (byte) 'V',
                (byte) 'L',
                n,
                p.doubles[0].at(lapack(a, (long) n * n)),
                n,
                p.doubles[1].at(lapack(values, n)));
        fence(a, values);
        converged("syevd", info, a);
    }

    /** Thin singular value decomposition; a (m, n) is destroyed. */
    static void singularValues(NDArray a, NDArray u, NDArray s, NDArray vt) {
        int m = size(a.dim(0));
        int n = size(a.dim(1));
        int r = Math.min(m, n);
        Pointers p = POINTERS.get();
        int info = openblas.LAPACKE_dgesdd(
                LAPACK_ROW_MAJOR,
                (byte) 'S',
                m,
                n,
                p.doubles[0].at(lapack(a, (long) m * n)),
                n,
                p.doubles[1].at(lapack(s, r)),
                p.doubles[2].at(lapack(u, (long) m * r)),
                r,
                p.doubles[3].at(lapack(vt, (long) r * n)),
                n);
        fence(a, u, s, vt);
        converged("gesdd", info, a);
    }

    private static int check(String name, int info) {
        if (info < 0) {
            throw new IllegalStateException("LAPACK's " + name + " refused its argument " + -info);
        }
        return info;
    }

    private static void converged(String name, int info, NDArray a) {
        if (check(name, info) > 0) {
            throw new ArithmeticException("LAPACK's " + name + " did not converge for a matrix of shape " + a.shape());
        }
    }

    private static int square(NDArray a) {
        if (a.rank() != 2 || a.dim(0) != a.dim(1)) {
            throw new IllegalArgumentException("expected a square matrix, got shape " + a.shape());
        }
        return size(a.dim(0));
    }

    private static long lapack(NDArray array, long elements) {
        if (array.dtype() != DType.FLOAT64 || !array.isContiguous() || array.size() != elements) {
            throw new IllegalArgumentException("expected " + elements + " contiguous float64 elements, got "
                    + array.dtype() + " of shape " + array.shape());
        }
        return address(array, elements, true);
    }

    private static long pivots(NDArray pivots, int n) {
        if (pivots.dtype() != DType.INT32 || !pivots.isContiguous() || pivots.size() != n) {
            throw new IllegalArgumentException(
                    "expected " + n + " int32 pivots, got " + pivots.dtype() + " of shape " + pivots.shape());
        }
        return address(pivots, n, true);
    }

    // Checks
    // ---------------------------------------------------------------------------------------------------------------------------

    private static int size(long length) {
        if (length < 1 || length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("BLAS takes sizes from 1 to " + Integer.MAX_VALUE + ", not " + length);
        }
        return (int) length;
    }

    private static int step(NDArray vector) {
        return vector.dim(0) == 1 ? 1 : size(vector.stride(0));
    }

    private static DType dtype(NDArray... arrays) {
        DType dtype = arrays[0].dtype();
        for (NDArray array : arrays) {
            if (array.dtype() != dtype || dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
                throw new IllegalArgumentException(
                        "BLAS needs float32 or float64 throughout, got " + dtype + " and " + array.dtype());
            }
        }
        return dtype;
    }

    private static long address(Matrix matrix, boolean write) {
        return address(matrix.array(), matrix.extent(), write);
    }

    private static long address(NDArray vector, boolean write) {
        return address(vector, (vector.dim(0) - 1) * step(vector) + 1, write);
    }

    private static long address(NDArray array, long extent, boolean write) {
        int width = array.dtype().bytes();
        return NativeMemory.block(array, write).address(array.offset() * width, extent * width);
    }

    /** Keeps memory from being given back while native code works on it. */
    private static void fence(NDArray... arrays) {
        for (NDArray array : arrays) {
            Reference.reachabilityFence(array);
        }
    }
}
