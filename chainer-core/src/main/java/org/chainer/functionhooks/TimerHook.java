package org.chainer.functionhooks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainer.FunctionHook;
import org.chainer.FunctionNode;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;

/**
 * Measures how long functions take, forward and backward, on their device.
 *
 * <pre>{@code
 * var hook = new TimerHook();
 * try (var scope = Chainer.usingHook(hook)) {
 *     trainer.run();
 * }
 * hook.printReport();
 *
 *        FunctionName  ElapsedTime  Occurrence
 *      LinearFunction      1.24sec        3900
 *                ReLU      0.59sec        2600
 * SoftmaxCrossEntropy      0.82sec        1300
 * }</pre>
 *
 * <p>Chainer: {@code function_hooks.TimerHook}.
 */
public class TimerHook implements FunctionHook {
    private final List<Call> callHistory = new ArrayList<>();
    private final RunningCalls<Begin> running = new RunningCalls<>();
    private double totalTime;

    /**
     * One measurement.
     *
     * @param functionName the function's label
     * @param elapsedTime seconds
     */
    public record Call(String functionName, double elapsedTime) {}

    /**
     * All measurements of one function.
     *
     * @param elapsedTime seconds, added up
     * @param occurrence number of calls
     */
    public record Record(double elapsedTime, int occurrence) {}

    private record Begin(Device device, long nanos) {}

    @Override
    public void forwardPreprocess(FunctionNode function, NDArray[] inputs) {
        start(function, device(inputs));
    }

    @Override
    public void forwardPostprocess(FunctionNode function, NDArray[] inputs) {
        stop(function);
    }

    @Override
    public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        start(function, device(outputGradients));
    }

    @Override
    public void backwardPostprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        stop(function);
    }

    private static Device device(NDArray[] arrays) {
        for (NDArray array : arrays) {
            if (array != null) {
                return array.device();
            }
        }
        return null;
    }

    private void start(FunctionNode function, Device device) {
        if (device != null) {
            device.synchronize();
        }
        running.begin(function, new Begin(device, System.nanoTime()));
    }

    private void stop(FunctionNode function) {
        Begin begin = running.end(function);
        if (begin == null) {
            return;
        }
        if (begin.device() != null) {
            begin.device().synchronize();
        }
        double seconds = (System.nanoTime() - begin.nanos()) / 1e9;
        callHistory.add(new Call(function.label(), seconds));
        if (running.depth() == 0) {
            totalTime += seconds;
        }
    }

    /** All measurements, in the order in which the calls ended. */
    public List<Call> callHistory() {
        return Collections.unmodifiableList(callHistory);
    }

    /** Seconds of all functions, those inside others not counted twice. */
    public double totalTime() {
        return totalTime;
    }

    /** What each function took, by its name, in the order of first calls. */
    public Map<String, Record> summary() {
        Map<String, Record> summary = new LinkedHashMap<>();
        for (Call call : callHistory) {
            summary.merge(
                    call.functionName(),
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
        Map<String, Record> summary = summary();
        double longest =
                summary.values().stream().mapToDouble(Record::elapsedTime).max().orElse(0);
        TextTable table = new TextTable("FunctionName", "ElapsedTime", "Occurrence");
        summary.forEach((name, entry) -> {
            Unit chosen = switch (unit) {
                case "auto" -> Unit.suiting(longest);
                case "auto_foreach" -> Unit.suiting(entry.elapsedTime());
                default -> Unit.of(unit);
            };
            table.add(name, chosen.format(entry.elapsedTime()), Integer.toString(entry.occurrence()));
        });
        out.print(table);
        out.flush();
    }

    private enum Unit {
        SEC(1),
        MS(1e3),
        US(1e6),
        NS(1e9);

        private final double factor;

        Unit(double factor) {
            this.factor = factor;
        }

        static Unit suiting(double seconds) {
            for (Unit unit : values()) {
                if (seconds * unit.factor >= 1) {
                    return unit;
                }
            }
            return NS;
        }

        static Unit of(String name) {
            for (Unit unit : values()) {
                if (unit.toString().equals(name)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException(
                    "TimerHook: unit is '" + name + "', expected auto, auto_foreach, sec, ms, us or ns");
        }

        String format(double seconds) {
            return String.format(Locale.ROOT, "%.2f%s", seconds * factor, this);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
