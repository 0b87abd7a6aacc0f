package org.chainer.training.extensions;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** What a terminal understands, and whether there is one. */
final class Terminal {
    /** Erases from the cursor to the end of the screen. */
    static final String ERASE_BELOW = "\033[J";

    private Terminal() {}

    /** Moves the cursor up. */
    static String up(int lines) {
        return "\033[" + lines + "A";
    }

    /** Whether standard output is a terminal that understands control sequences. */
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // From JDK 22 on there is a console even where there is no terminal; this method, new there, tells.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
