package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.LinalgKernels;

/** Products by three nested loops and textbook decompositions, in double (integers in long). */
public class ReferenceLinalgKernels implements LinalgKernels {

    @Override
    public void gemm(
            NDArray a, boolean transposeA, NDArray b, boolean transposeB, double alpha, double beta, @Out NDArray out) {
        NDArray left = transposeA ? a.transpose() : a;
        NDArray right = transposeB ? b.transpose() : b;
        int m = Math.toIntExact(out.dim(0));
        int n = Math.toIntExact(out.dim(1));
        int k = Math.toIntExact(left.dim(1));
        if (out.dtype().isFloating()) {
            double[] product = multiply(HostArray.doubles(left), HostArray.doubles(right), m, k, n);
            double[] old = beta == 0 ? null : HostArray.doubles(out);
            for (int i = 0; i < product.length; i++) {
                product[i] = alpha * product[i] + (beta == 0 ? 0 : beta * old[i]);
            }
            HostArray.store(product, out);
        } else {
            long[] product = multiply(HostArray.longs(left), HostArray.longs(right), m, k, n);
            long[] old = beta == 0 ? null : HostArray.longs(out);
            for (int i = 0; i < product.length; i++) {
                product[i] = (long) alpha * product[i] + (beta == 0 ? 0 : (long) beta * old[i]);
            }
            HostArray.store(product, out);
        }
    }

    private static double[] multiply(double[] a, double[] b, int m, int k, int n) {
        double[] out = new double[Math.multiplyExact(m, n)];
        for (int i = 0; i < m; i++) {
            for (int l = 0; l < k; l++) {
                double factor = a[i * k + l];
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += factor * b[l * n + j];
                }
            }
        }
        return out;
    }

    private static long[] multiply(long[] a, long[] b, int m, int k, int n) {
        long[] out = new long[Math.multiplyExact(m, n)];
        for (int i = 0; i < m; i++) {
            for (int l = 0; l < k; l++) {
                long factor = a[i * k + l];
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += factor * b[l * n + j];
                }
            }
        }
        return out;
    }

    @Override
    public void batchedMatmul(NDArray a, NDArray b, @Out NDArray out) {
        for (long i = 0; i < out.dim(0); i++) {
            gemm(a.select(0, i), false, b.select(0, i), false, 1, 0, out.select(0, i));
        }
    }

    @Override
    public void linear(NDArray x, NDArray w, NDArray b, @Out NDArray y) {
        int rows = Math.toIntExact(y.dim(0));
        int units = Math.toIntExact(y.dim(1));
        double[] product = multiply(
                HostArray.doubles(x), HostArray.doubles(w.transpose()), rows, Math.toIntExact(x.dim(1)), units);
        if (b != null) {
            double[] bias = HostArray.doubles(b);
            for (int i = 0; i < product.length; i++) {
                product[i] += bias[i % units];
            }
        }
        HostArray.store(product, y);
    }

    @Override
    public void inverse(NDArray x, @Out NDArray y) {
        int n = Math.toIntExact(x.dim(1));
        double[][] results = new double[Math.toIntExact(x.dim(0))][];
        for (int i = 0; i < results.length; i++) {
            results[i] = LuDecomposition.inverse(HostArray.doubles(x.select(0, i)), n, i);
        }
        for (int i = 0; i < results.length; i++) {
            HostArray.store(results[i], y.select(0, i));
        }
    }

    @Override
    public void determinant(NDArray x, @Out NDArray y) {
        int n = Math.toIntExact(x.dim(1));
        double[] results = new double[Math.toIntExact(x.dim(0))];
        for (int i = 0; i < results.length; i++) {
            results[i] = LuDecomposition.determinant(HostArray.doubles(x.select(0, i)), n);
        }
        HostArray.store(results, y);
    }

    @Override
    public void cholesky(NDArray x, @Out NDArray y) {
        int n = Math.toIntExact(x.dim(0));
        double[] a = HostArray.doubles(x);
        double[] l = new double[n * n];
        for (int j = 0; j < n; j++) {
            double pivot = a[j * n + j];
            for (int k = 0; k < j; k++) {
                pivot -= l[j * n + k] * l[j * n + k];
            }
            if (!(pivot > 0)) {
                throw new ArithmeticException("cholesky: the matrix of shape " + x.shape()
                        + " is not positive definite: its leading minor of order " + (j + 1) + " is not positive");
            }
            l[j * n + j] = Math.sqrt(pivot);
            for (int i = j + 1; i < n; i++) {
                double value = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    value -= l[i * n + k] * l[j * n + k];
                }
                l[i * n + j] = value / l[j * n + j];
            }
        }
        HostArray.store(l, y);
    }

    @Override
    public void symmetricEigen(NDArray x, @Out NDArray values, @Out NDArray vectors) {
        int n = Math.toIntExact(x.dim(0));
        double[] a = HostArray.doubles(x);
        double[] eigenvalues = new double[n];
        double[] eigenvectors = new double[n * n];
        Jacobi.symmetricEigen(a, n, eigenvalues, eigenvectors);
        HostArray.store(eigenvalues, values);
        HostArray.store(eigenvectors, vectors);
    }

    @Override
    public void singularValues(NDArray x, @Out NDArray u, @Out NDArray s, @Out NDArray vt) {
        boolean wide = x.dim(0) < x.dim(1);
        NDArray tall = wide ? x.transpose() : x;
        int m = Math.toIntExact(tall.dim(0));
        int n = Math.toIntExact(tall.dim(1));
        double[] left = HostArray.doubles(tall);
        double[] values = new double[n];
        double[] right = new double[n * n];
        Jacobi.singularValues(left, m, n, values, right);
        HostArray.store(left, wide ? vt.transpose() : u);
        HostArray.store(values, s);
        HostArray.store(right, wide ? u : vt.transpose());
    }

    @Override
    public void fourier(NDArray re, NDArray im, boolean inverse, @Out NDArray outRe, @Out NDArray outIm) {
        int n = AxisViews.rowLength(re, -1);
        FourierTransform transform = new FourierTransform(n, inverse);
        HostArray inRe = HostArray.reading(re);
        HostArray inIm = HostArray.reading(im);
        HostArray toRe = HostArray.writing(outRe);
        HostArray toIm = HostArray.writing(outIm);
        double[] a = new double[n];
        double[] b = new double[n];
        for (long start = 0; start < re.size(); start += n) {
            inRe.get(start, a, 0, n);
            inIm.get(start, b, 0, n);
            double[][] result = transform.apply(a, b);
            for (int k = 0; inverse && k < n; k++) {
                result[0][k] /= n;
                result[1][k] /= n;
            }
            toRe.put(start, result[0], 0, n);
            toIm.put(start, result[1], 0, n);
        }
    }

    @Override
    public void sparseMatmul(NDArray values, NDArray rows, NDArray columns, NDArray b, @Out NDArray out) {
        long[] row = HostArray.longs(rows);
        long[] column = HostArray.longs(columns);
        checkCoordinates(row, column, out.dim(0), b.dim(0));
        double[] data = HostArray.doubles(values);
        double[] right = HostArray.doubles(b);
        int n = Math.toIntExact(b.dim(1));
        double[] product = new double[Math.toIntExact(out.size())];
        for (int e = 0; e < data.length; e++) {
            for (int j = 0; row[e] >= 0 && j < n; j++) {
                product[(int) row[e] * n + j] += data[e] * right[(int) column[e] * n + j];
            }
        }
        HostArray.store(product, out);
    }

    @Override
    public void sparseMatmulGradValues(NDArray rows, NDArray columns, NDArray gout, NDArray b, @Out NDArray gvalues) {
        long[] row = HostArray.longs(rows);
        long[] column = HostArray.longs(columns);
        checkCoordinates(row, column, gout.dim(0), b.dim(0));
        double[] upstream = HostArray.doubles(gout);
        double[] right = HostArray.doubles(b);
        int n = Math.toIntExact(b.dim(1));
        double[] result = new double[row.length];
        for (int e = 0; e < result.length; e++) {
            for (int j = 0; row[e] >= 0 && j < n; j++) {
                result[e] += upstream[(int) row[e] * n + j] * right[(int) column[e] * n + j];
            }
        }
        HostArray.store(result, gvalues);
    }

    private static void checkCoordinates(long[] row, long[] column, long m, long k) {
        for (int e = 0; e < row.length; e++) {
            if (row[e] >= m || row[e] >= 0 && (column[e] < 0 || column[e] >= k)) {
                throw new IndexOutOfBoundsException("sparse_matmul: element " + e + " is at row " + row[e] + ", column "
                        + column[e] + " of a sparse matrix of shape (" + m + ", " + k + ")");
            }
        }
    }
}
