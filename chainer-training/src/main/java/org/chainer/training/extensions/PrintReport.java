package org.chainer.training.extensions;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/**
 * Prints entries of a {@link LogReport} as a table.
 *
 * <p>In a terminal a row takes the place of a {@link ProgressBar}, which is drawn again below the table. Elsewhere rows are plain lines.
 */
public final class PrintReport implements Extension, Stateful {
    private final List<String> entries;
    private LogReport logReport;
    private String logReportName = "LogReport";
    private PrintStream out = System.out;
    private Boolean redraw;
    private boolean headerPrinted;
    private int printed;

    /** A table of these observations. */
    public PrintReport(String... entries) {
        this.entries = List.of(entries);
    }

    /** Takes the entries of the extension of that name; {@code LogReport} if it is not called. */
    public PrintReport logReport(String name) {
        logReportName = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Takes the entries of a log report that is no extension of the trainer, and runs it. */
    public PrintReport logReport(LogReport report) {
        logReport = Objects.requireNonNull(report, "log report");
        return this;
    }

    /** Prints elsewhere than to standard output, as to a file. */
    public PrintReport out(PrintStream stream) {
        return out(stream, false);
    }

    /** Prints elsewhere than to standard output; with {@code redraw}, as to a terminal. */
    public PrintReport out(PrintStream stream, boolean redraw) {
        this.out = Objects.requireNonNull(stream, "stream");
        this.redraw = redraw;
        return this;
    }

    @Override
    public void run(Trainer trainer) {
        if (redraw == null) {
            redraw = Terminal.isInteractive();
        }
        LogReport report = logReport == null ? find(trainer) : logReport;
        if (report == logReport) {
            report.run(trainer);
        }
        if (!headerPrinted) {
            Terminal.eraseDrawing(out);
            out.print(header());
            headerPrinted = true;
        }
        for (; printed < report.log().size(); printed++) {
            out.print((redraw ? Terminal.ERASE_BELOW : "") + row(report.log().get(printed)));
        }
        out.flush();
    }

    private LogReport find(Trainer trainer) {
        Extension found = trainer.getExtension(logReportName);
        if (found instanceof LogReport report) {
            return report;
        }
        throw new IllegalStateException("PrintReport: the extension '" + logReportName + "' is a "
                + found.getClass().getName() + ", expected a LogReport");
    }

    private String header() {
        StringBuilder line = new StringBuilder();
        for (String entry : entries) {
            line.append(line.isEmpty() ? "" : "  ").append(padded(entry, width(entry)));
        }
        return line.append('\n').toString();
    }

    private String row(Map<String, Double> log) {
        StringBuilder line = new StringBuilder();
        for (String entry : entries) {
            Double value = log.get(entry);
            line.append(padded(value == null ? "" : ShortNumber.format(value), width(entry)))
                    .append("  ");
        }
        return line.append('\n').toString();
    }

    private static int width(String entry) {
        return Math.max(10, entry.length());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(width - text.length(), 0));
    }

    @Override
    public void serialize(Serializer serializer) {
        if (logReport != null) {
            logReport.serialize(serializer.child("_log_report"));
        }
    }

    @Override
    public void serializeState(Serializer serializer) {
        if (logReport != null) {
            logReport.serializeState(serializer.child("_log_report"));
        }
    }
}
