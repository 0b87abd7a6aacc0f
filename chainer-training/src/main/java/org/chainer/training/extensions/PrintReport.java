package org.chainer.training.extensions;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/** Prints entries of a {@link LogReport} as a table. */
public final class PrintReport implements Extension {
    private final List<String> entries;
    private LogReport logReport;
    private String logReportName = "LogReport";
    private PrintStream out = System.out;
    private boolean headerPrinted;
    private int printed;

    /** A table of these observations. */
    public PrintReport(String... entries) {
        this.entries = List.of(entries);
    }

    /** Takes the entries of the extension of that name; {@code LogReport} if it is not called. */
    public PrintReport logReport(String name) {
        logReportName = name;
        return this;
    }

    /** Takes the entries of a log report that is no extension of the trainer, and runs it. */
    public PrintReport logReport(LogReport report) {
        logReport = report;
        return this;
    }

    /** Prints elsewhere than to standard output. */
    public PrintReport out(PrintStream stream) {
        out = stream;
        return this;
    }

    @Override
    public void run(Trainer trainer) {
        if (!headerPrinted) {
            out.print(header());
            headerPrinted = true;
        }
        LogReport report = logReport;
        if (report == null) {
            report = (LogReport) trainer.getExtension(logReportName);
        } else {
            report.run(trainer);
        }
        for (; printed < report.log().size(); printed++) {
            // Erases a progress bar below the table.
            out.print(Terminal.ERASE_BELOW + row(report.log().get(printed)));
        }
        out.flush();
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
    public void serialize(org.chainer.Serializer serializer) {
        if (logReport != null) {
            logReport.serialize(serializer.child("_log_report"));
        }
    }
}
