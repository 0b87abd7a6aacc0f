package org.chainer.training.extensions;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/**
 * Shows entries of a {@link LogReport} as an HTML table, which grows: for notebooks.
 *
 * <p>What shows HTML is given as a function, such as a Jupyter kernel's {@code html -> display(html, "text/html")}. It is called with the whole table each time.
 */
public final class PrintReportNotebook implements Extension, Stateful {
    private final List<String> entries;
    private final Consumer<String> display;
    private final LogReport logReport;
    private String logReportName = "LogReport";

    /** A table of these observations of the trainer's log report. */
    public PrintReportNotebook(Consumer<String> display, String... entries) {
        this(display, null, entries);
    }

    /**
     * A table of these observations.
     *
     * @param display shows HTML
     * @param logReport a log report that is no extension of the trainer, and is run by this one; null for the trainer's
     */
    public PrintReportNotebook(Consumer<String> display, LogReport logReport, String... entries) {
        this.display = Objects.requireNonNull(display, "display");
        this.logReport = logReport;
        this.entries = List.of(entries);
    }

    /** Takes the entries of the extension of that name; {@code LogReport} if it is not called. */
    public PrintReportNotebook logReport(String name) {
        logReportName = Objects.requireNonNull(name, "name");
        return this;
    }

    @Override
    public void run(Trainer trainer) {
        LogReport report = logReport;
        if (report != null) {
            report.run(trainer);
        } else if (trainer.getExtension(logReportName) instanceof LogReport found) {
            report = found;
        } else {
            throw new IllegalStateException("PrintReportNotebook: the extension '" + logReportName + "' is a "
                    + trainer.getExtension(logReportName).getClass().getName() + ", expected a LogReport");
        }
        display.accept(table(report.log()));
    }

    private String table(List<Map<String, Double>> log) {
        StringBuilder html = new StringBuilder("<table>\n<tr>");
        entries.forEach(entry -> html.append("<th>").append(escaped(entry)).append("</th>"));
        html.append("</tr>\n");
        for (Map<String, Double> row : log) {
            html.append("<tr>");
            for (String entry : entries) {
                Double value = row.get(entry);
                html.append("<td>")
                        .append(value == null ? "" : ShortNumber.format(value))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</table>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
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
