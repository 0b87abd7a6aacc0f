package org.chainer.testing;

import org.chainer.array.NDArray;

/** Comparisons of arrays. Chainer: {@code testing.assert_allclose}. */
public final class ArrayAssertions {
    private ArrayAssertions() {}

    /** Expects {@code |x − y| ≤ 1e-5 + 1e-4·|y|}. */
    public static void assertAllclose(NDArray x, NDArray y) {
        assertAllclose(x, y, 1e-5, 1e-4);
    }

    /**
     * Expects {@code |x − y| ≤ atol + rtol·|y|} for all elements; NaN equals NaN. The arrays may be on different devices and of different dtypes.
     *
     * @throws AssertionError if shapes or elements differ: the message names the place where they differ most
     */
    public static void assertAllclose(NDArray x, NDArray y, double atol, double rtol) {
        if (!x.shape().equals(y.shape())) {
            throw new AssertionError("shapes differ: " + x.shape() + " and " + y.shape());
        }
        double[] a = x.toDoubleArray();
        double[] b = y.toDoubleArray();
        int worst = -1;
        int count = 0;
        double excess = 0;
        for (int i = 0; i < a.length; i++) {
            boolean same = Double.compare(a[i], b[i]) == 0 || a[i] == b[i];
            double difference = Math.abs(a[i] - b[i]);
            if (!same && !(difference <= atol + rtol * Math.abs(b[i]))) {
                count++;
                if (worst < 0 || difference > excess) {
                    worst = i;
                    excess = difference;
                }
            }
        }
        if (count > 0) {
            throw new AssertionError("not equal to tolerance atol=" + atol + ", rtol=" + rtol + ": " + count + " of "
                    + a.length + " elements differ, most the one at "
                    + java.util.Arrays.toString(DirectionalCheck.position(worst, x.shape())) + ": " + a[worst] + " and "
                    + b[worst] + "\nx (" + x.dtype() + "):\n" + x + "\ny (" + y.dtype() + "):\n" + y);
        }
    }
}
