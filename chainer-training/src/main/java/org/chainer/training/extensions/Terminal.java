package org.chainer.training.extensions;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** What a terminal understands, and whether there is one. */
final class Terminal {
    /** Erases from the cursor to the end of the screen. */
    static final String ERASE_BELOW = "\033[J";

    private static final Map<PrintStream, Boolean> STREAMS_WITH_BAR = Collections.synchronizedMap(new WeakHashMap<>());

    private Terminal() {}

    /** Draws lines below the cursor, over those that were drawn there before, and leaves the cursor where it is. */
    static void draw(PrintStream out, List<String> lines) {
        StringBuilder text = new StringBuilder(ERASE_BELOW);
        lines.forEach(line -> text.append(line).append('\n'));
        out.print(text.append(up(lines.size())));
        out.flush();
        STREAMS_WITH_BAR.put(out, true);
    }

    /** Erases what was drawn below the cursor, if anything was. */
    static void eraseDrawing(PrintStream out) {
        if (STREAMS_WITH_BAR.remove(out) != null) {
            out.print(ERASE_BELOW);
            out.flush();
        }
    }

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
