package org.chainer.dataset;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on standard error how far a download is: on a terminal one line that changes, else a line at start and end. */
final class DownloadProgress {

    private static final long MILLIS_BETWEEN = 200;

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private final long started = System.nanoTime();
    private final long first;
    private final long total;
    private long done;
    private long shownAt = started;

    DownloadProgress(RemoteFile file, long start, long total) {
        this.first = start;
        this.done = start;
        this.total = total;
        out.println("Downloading from " + file + (start > 0 ? ", from byte " + start + " on" : "") + "...");
    }

    void at(long bytes) {
        done = bytes;
        long now = System.nanoTime();
        if (terminal && now - shownAt > MILLIS_BETWEEN * 1_000_000) {
            shownAt = now;
            out.print("\r" + state() + "   ");
            out.flush();
        }
    }

    void end() {
        out.println((terminal ? "\r" : "") + state() + "   ");
    }

    private String state() {
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
        String of =
                total < 0 ? "" : String.format(Locale.ROOT, " of %.1f MB (%.0f %%)", total / 1e6, 100.0 * done / total);
        return String.format(Locale.ROOT, "  %.1f MB%s, %.1f MB/s", done / 1e6, of, (done - first) / 1e6 / seconds);
    }
}
