package org.chainer.testing;

/** Runs of a check that may fail now and then, because it is random. Chainer: {@code testing.condition}. */
public final class Repetition {
    private Repetition() {}

    /** A check that throws if it fails. */
    @FunctionalInterface
    public interface Check {
        /** Runs the check. */
        void run() throws Exception;
    }

    /** Expects every run to succeed. */
    public static void repeat(int times, Check check) {
        repeatWithSuccessAtLeast(times, times, check);
    }

    /** Expects one run to succeed, and then stops. */
    public static void retry(int times, Check check) {
        repeatWithSuccessAtLeast(times, 1, check);
    }

    /**
     * Expects a number of runs to succeed, and stops when it is certain whether they do.
     *
     * @throws AssertionError if too many fail; its cause is the last failure
     */
    public static void repeatWithSuccessAtLeast(int times, int minSuccess, Check check) {
        if (times < 1 || minSuccess < 0 || minSuccess > times) {
            throw new IllegalArgumentException("repetition: " + minSuccess + " successes of " + times
                    + " runs, expected at least one run and not more successes than runs");
        }
        int successes = 0;
        int failures = 0;
        Throwable last = null;
        while (successes < minSuccess && failures <= times - minSuccess) {
            try {
                check.run();
                successes++;
            } catch (Exception | AssertionError e) {
                last = e;
                failures++;
            }
        }
        if (successes < minSuccess) {
            throw new AssertionError(
                    failures + " of " + (successes + failures) + " runs failed, expected at least " + minSuccess
                            + " successes of " + times + "; the last failure: " + last,
                    last);
        }
    }
}
