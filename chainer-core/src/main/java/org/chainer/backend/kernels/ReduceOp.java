package org.chainer.backend.kernels;

/** Ways to fold the elements of an array along axes into one. Sums of float16 and float32 are accumulated in at least float32. */
public enum ReduceOp {
    /** sum; 0 for none */
    SUM,
    /** product; 1 for none */
    PRODUCT,
    /** arithmetic mean; NaN for none */
    MEAN,
    /** greatest, NaN if one is; an error for none */
    MAX,
    /** smallest, NaN if one is; an error for none */
    MIN,
    /** sum of squares */
    SUM_OF_SQUARES,
    /** {@code ln Σ eˣ}, without overflow */
    LOG_SUM_EXP,
    /** whether all are not 0; the result is bool */
    ALL,
    /** whether any is not 0; the result is bool */
    ANY;

    /** Whether the result's dtype is bool. */
    public boolean isPredicate() {
        return this == ALL || this == ANY;
    }
}
