package org.chainer.backend.reference;

/** Decompositions by plane rotations, which are slow and accurate. */
final class Jacobi {
    private static final int SWEEPS = 60;
    private static final double EPSILON = Math.ulp(1.0);

    private Jacobi() {}

    /**
     * Eigenvalues, ascending, and eigenvectors (in columns) of a symmetric n×n matrix, of which the lower triangle is read and which is
     * overwritten.
     */
    static void symmetricEigen(double[] a, int n, double[] values, double[] vectors) {
        double[] v = identity(n);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                a[i * n + j] = a[j * n + i];
            }
        }
        boolean rotated = true;
        for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= annihilate(a, v, n, p, q);
                }
            }
        }
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i * n + i];
        }
        int[] order = ascending(diagonal);
        for (int j = 0; j < n; j++) {
            values[j] = diagonal[order[j]];
            for (int i = 0; i < n; i++) {
                vectors[i * n + j] = v[i * n + order[j]];
            }
        }
    }

    /** Rotates rows and columns p and q so that element (p, q) becomes 0; false if it is negligible already. */
    private static boolean annihilate(double[] a, double[] v, int n, int p, int q) {
        double off = a[p * n + q];
        if (Math.abs(off) <= EPSILON * 0.5 * Math.sqrt(Math.abs(a[p * n + p])) * Math.sqrt(Math.abs(a[q * n + q]))
                || Math.abs(off) < Double.MIN_NORMAL) {
            return false;
        }
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
        double t = tangent(theta);
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (int k = 0; k < n; k++) {
            double kp = a[k * n + p];
            double kq = a[k * n + q];
            a[k * n + p] = cos * kp - sin * kq;
            a[k * n + q] = sin * kp + cos * kq;
        }
        for (int k = 0; k < n; k++) {
            double pk = a[p * n + k];
            double qk = a[q * n + k];
            a[p * n + k] = cos * pk - sin * qk;
            a[q * n + k] = sin * pk + cos * qk;
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
        rotateColumns(v, n, n, p, q, cos, sin);
        return true;
    }

    /** The smaller root of {@code t² + 2·theta·t − 1 = 0}. */
    private static double tangent(double theta) {
        return Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    }

    /**
     * Singular value decomposition of an m×n matrix with {@code m ≥ n}: it is overwritten by the left singular vectors (in columns);
     * {@code values} gets the singular values, descending, and {@code right} the right singular vectors (in columns).
     */
    static void singularValues(double[] a, int m, int n, double[] values, double[] right) {
        double[] v = identity(n);
        boolean rotated = true;
        for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= orthogonalise(a, v, m, n, p, q);
                }
            }
        }
        double[] negated = new double[n];
        for (int j = 0; j < n; j++) {
            negated[j] = -norm(a, m, n, j);
        }
        int[] order = ascending(negated);
        double[] left = new double[m * n];
        double negligible = n == 0 ? 0 : -negated[order[0]] * EPSILON * Math.max(m, n);
        for (int j = 0; j < n; j++) {
            int from = order[j];
            values[j] = -negated[from];
            for (int i = 0; i < n; i++) {
                right[i * n + j] = v[i * n + from];
            }
            for (int i = 0; i < m; i++) {
                left[i * n + j] = values[j] > negligible ? a[i * n + from] / values[j] : 0;
            }
            if (!(values[j] > negligible)) {
                complete(left, m, n, j);
            }
        }
        System.arraycopy(left, 0, a, 0, left.length);
    }

    /** Rotates columns p and q so that they become orthogonal; false if they are already. */
    private static boolean orthogonalise(double[] a, double[] v, int m, int n, int p, int q) {
        double pp = 0;
        double qq = 0;
        double pq = 0;
        for (int i = 0; i < m; i++) {
            double x = a[i * n + p];
            double y = a[i * n + q];
            pp += x * x;
            qq += y * y;
            pq += x * y;
        }
        if (Math.abs(pq) <= EPSILON * Math.sqrt(pp) * Math.sqrt(qq) || Math.abs(pq) < Double.MIN_NORMAL) {
            return false;
        }
        double t = tangent((qq - pp) / (2 * pq));
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        rotateColumns(a, m, n, p, q, cos, sin);
        rotateColumns(v, n, n, p, q, cos, sin);
        return true;
    }

    /** Sets column j to a unit vector that is orthogonal to all columns before it. */
    private static void complete(double[] u, int m, int n, int j) {
        for (int axis = 0; axis < m; axis++) {
            for (int i = 0; i < m; i++) {
                u[i * n + j] = i == axis ? 1 : 0;
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    double dot = 0;
                    for (int i = 0; i < m; i++) {
                        dot += u[i * n + j] * u[i * n + k];
                    }
                    for (int i = 0; i < m; i++) {
                        u[i * n + j] -= dot * u[i * n + k];
                    }
                }
            }
            double norm = norm(u, m, n, j);
            // Of m orthonormal axes at least one keeps this much outside the span of fewer than m columns.
            if (norm >= 0.5 / Math.sqrt(m)) {
                for (int i = 0; i < m; i++) {
                    u[i * n + j] /= norm;
                }
                return;
            }
        }
    }

    private static double norm(double[] a, int m, int n, int j) {
        double scale = 0;
        for (int i = 0; i < m; i++) {
            scale = Math.max(scale, Math.abs(a[i * n + j]));
        }
        if (scale == 0 || Double.isNaN(scale)) {
            return scale;
        }
        double sum = 0;
        for (int i = 0; i < m; i++) {
            double ratio = a[i * n + j] / scale;
            sum += ratio * ratio;
        }
        return scale * Math.sqrt(sum);
    }

    private static void rotateColumns(double[] a, int rows, int n, int p, int q, double cos, double sin) {
        for (int k = 0; k < rows; k++) {
            double kp = a[k * n + p];
            double kq = a[k * n + q];
            a[k * n + p] = cos * kp - sin * kq;
            a[k * n + q] = sin * kp + cos * kq;
        }
    }

    private static double[] identity(int n) {
        double[] v = new double[n * n];
        for (int i = 0; i < n; i++) {
            v[i * n + i] = 1;
        }
        return v;
    }

    private static int[] ascending(double[] keys) {
        Integer[] order = new Integer[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, (i, j) -> Double.compare(keys[i], keys[j]));
        return java.util.Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
