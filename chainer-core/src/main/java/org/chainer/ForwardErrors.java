package org.chainer;

import java.util.Locale;

/** Gives errors of arrays and kernels, which don't know what they are used for, the name of the function. */
final class ForwardErrors {
    private ForwardErrors() {}

    /** The error, or one like it whose message starts with the function's name. */
    static RuntimeException named(FunctionNode function, RuntimeException error) {
        String message = error.getMessage();
        if (message == null || letters(message).contains(letters(function.label()))) {
            return error;
        }
        RuntimeException named = error;
        if (error.getClass() == IndexOutOfBoundsException.class) {
            named = new IndexOutOfBoundsException(function.label() + ": " + message);
            named.initCause(error);
        } else if (error.getClass() == IllegalArgumentException.class) {
            named = new IllegalArgumentException(function.label() + ": " + message, error);
        }
        return named;
    }

    private static String letters(String text) {
        return text.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
