package org.chainer.utils;

/** A function was given inputs of wrong number, shape or dtype. The message says what was expected and what came (Chainer: InvalidType). */
public class InvalidTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String expected;
    private final String actual;

    /**
     * An exception for one failed expectation.
     *
     * @param operation where it failed: {@code LinearFunction (Forward)}
     * @param expected the expectation: {@code x.shape[1] == W.shape[1]}
     * @param actual what came instead: {@code 3 != 4}
     */
    public InvalidTypeException(String operation, String expected, String actual) {
        super("Invalid operation is performed in: " + operation + "\n\nExpect: " + expected + "\nActual: " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    /** The expectation that failed. */
    public String expected() {
        return expected;
    }

    /** What came instead. */
    public String actual() {
        return actual;
    }
}
