package org.chainer.backend.reference;

/** Gaussian elimination with row exchanges. */
final class LuDecomposition {
    private LuDecomposition() {}

    /** Determinant of an n×n matrix, which is overwritten. */
    static double determinant(double[] a, int n) {
        double result = 1;
        for (int column = 0; column < n; column++) {
            int pivot = pivot(a, n, column);
            if (a[pivot * n + column] == 0) {
                return 0;
            }
            if (pivot != column) {
                swapRows(a, n, pivot, column);
                result = -result;
            }
            result *= a[column * n + column];
            for (int row = column + 1; row < n; row++) {
                double factor = a[row * n + column] / a[column * n + column];
                for (int j = column; j < n; j++) {
                    a[row * n + j] -= factor * a[column * n + j];
                }
            }
        }
        return result;
    }

    /** Inverse of an n×n matrix, which is overwritten; {@code index} is its place in the batch. */
    static double[] inverse(double[] a, int n, int index) {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = pivot(a, n, column);
            if (a[pivot * n + column] == 0) {
                throw new ArithmeticException("inverse: matrix " + index + " of the batch, of shape (" + n + ", " + n
                        + "), is singular: pivot " + column + " is 0");
            }
            swapRows(a, n, pivot, column);
            swapRows(inverse, n, pivot, column);
            double scale = 1 / a[column * n + column];
            for (int j = 0; j < n; j++) {
                a[column * n + j] *= scale;
                inverse[column * n + j] *= scale;
            }
            for (int row = 0; row < n; row++) {
                double factor = a[row * n + column];
                if (row != column && factor != 0) {
                    for (int j = 0; j < n; j++) {
                        a[row * n + j] -= factor * a[column * n + j];
                        inverse[row * n + j] -= factor * inverse[column * n + j];
                    }
                }
            }
        }
        return inverse;
    }

    private static int pivot(double[] a, int n, int column) {
        int best = column;
        for (int row = column + 1; row < n; row++) {
            if (Math.abs(a[row * n + column]) > Math.abs(a[best * n + column])) {
                best = row;
            }
        }
        return best;
    }

    private static void swapRows(double[] a, int n, int r, int s) {
        for (int j = 0; r != s && j < n; j++) {
            double held = a[r * n + j];
            a[r * n + j] = a[s * n + j];
            a[s * n + j] = held;
        }
    }
}
