package org.chainer.linkhooks;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainer.Link;
import org.chainer.LinkHook;

/**
 * Measures how long links' forward methods take, on their device. A link's time includes that of the links inside it.
 *
 * <pre>{@code
 * var hook = new TimerHook();
 * try (var scope = Chainer.usingHook(hook)) {
 *     trainer.run();
 * }
 * hook.printReport();
 *
 *   LinkName  ElapsedTime  Occurrence
 *     Linear     41.42sec        2100
 *        MLP     42.09sec         700
 * Classifier     42.39sec         700
 * }</pre>
 *
 * <p>Chainer: {@code link_hooks.TimerHook}.
 */
public class TimerHook implements LinkHook {
    private static final List<String> UNITS = List.of("sec", "ms", "us", "ns");

    private final List<Call> callHistory = new ArrayList<>();
    private final Deque<Long> running = new ArrayDeque<>();
    private double totalTime;

    /** A hook without measurements. */
    public TimerHook() {}

    /**
     * One measurement.
     *
     * @param linkName the link's class
     * @param elapsedTime seconds
     */
    public record Call(String linkName, double elapsedTime) {}

    /**
     * All measurements of one class of links.
     *
     * @param elapsedTime seconds, added up
     * @param occurrence number of calls
     */
    public record Record(double elapsedTime, int occurrence) {}

    @Override
    public void forwardPreprocess(Link link, String method, List<?> arguments) {
        link.device().synchronize();
        running.push(System.nanoTime());
    }

    @Override
    public void forwardPostprocess(Link link, String method, List<?> arguments, Object result) {
        link.device().synchronize();
        double seconds = (System.nanoTime() - running.pop()) / 1e9;
        callHistory.add(new Call(link.getClass().getSimpleName(), seconds));
        if (running.isEmpty()) {
            totalTime += seconds;
        }
    }

    @Override
    public void forwardFailed(Link link) {
        running.pop();
    }

    /** All measurements, in the order in which the calls ended. */
    public List<Call> callHistory() {
        return Collections.unmodifiableList(callHistory);
    }

    /** Seconds of all links, those inside others not counted twice. */
    public double totalTime() {
        return totalTime;
    }

    /** What each class of links took, in the order in which first calls ended. */
    public Map<String, Record> summary() {
        Map<String, Record> summary = new LinkedHashMap<>();
        for (Call call : callHistory) {
            summary.merge(
                    call.linkName(),
                    new Record(call.elapsedTime(), 1),
                    (a, b) -> new Record(a.elapsedTime() + b.elapsedTime(), a.occurrence() + b.occurrence()));
        }
        return summary;
    }

    /** Prints the summary to standard output, all times in one unit. */
    public void printReport() {
        printReport("auto", System.out);
    }

    /**
     * Prints the summary.
     *
     * @param unit {@code sec}, {@code ms}, {@code us} or {@code ns}; {@code auto} for one that suits the longest time, {@code auto_foreach} for one that suits
     *     each
     * @throws IllegalArgumentException if the unit is none of these
     */
    public void printReport(String unit, PrintStream out) {
        if (!UNITS.contains(unit) && !unit.equals("auto") && !unit.equals("auto_foreach")) {
            throw new IllegalArgumentException(
                    "TimerHook: unit is '" + unit + "', expected auto, auto_foreach, sec, ms, us or ns");
        }
        Map<String, Record> summary = summary();
        double longest =
                summary.values().stream().mapToDouble(Record::elapsedTime).max().orElse(0);
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"LinkName", "ElapsedTime", "Occurrence"});
        summary.forEach((link, entry) -> {
            int chosen = UNITS.contains(unit)
                    ? UNITS.indexOf(unit)
                    : suiting(unit.equals("auto") ? longest : entry.elapsedTime());
            String time = String.format(
                    Locale.ROOT, "%.2f%s", entry.elapsedTime() * Math.pow(1000, chosen), UNITS.get(chosen));
            rows.add(new String[] {link, time, Integer.toString(entry.occurrence())});
        });
        out.print(aligned(rows));
        out.flush();
    }

    private static int suiting(double seconds) {
        int unit = 0;
        while (unit < UNITS.size() - 1 && seconds * Math.pow(1000, unit) < 1) {
            unit++;
        }
        return unit;
    }

    private static String aligned(List<String[]> rows) {
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                int column = i;
                int width =
                        rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
                text.append(i == 0 ? "" : "  ")
                        .append(" ".repeat(width - row[i].length()))
                        .append(row[i]);
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
