package org.chainer.functionhooks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainer.FunctionHook;
import org.chainer.FunctionNode;
import org.chainer.array.NDArray;
import org.chainer.backend.MemoryPool;

/**
 * Measures how much memory functions take from their device's pool, forward and backward, and how much the pool takes from the system for it.
 *
 * <pre>{@code
 * var hook = new MemoryHook();
 * try (var scope = Chainer.usingHook(hook)) {
 *     trainer.run();
 * }
 * hook.printReport();
 *
 *        FunctionName  UsedBytes  AcquiredBytes  Occurrence
 *      LinearFunction     5.16GB         0.18GB        3900
 *                ReLU     0.99GB         0.46GB        2600
 * }</pre>
 *
 * <p>Bytes are added up whether they were given back meanwhile or not; those of other threads on the same device count, too. Chainer: {@code
 * function_hooks.CupyMemoryProfileHook}.
 */
public class MemoryHook implements FunctionHook {
    private final List<Call> callHistory = new ArrayList<>();
    private final RunningCalls<Begin> running = new RunningCalls<>();
    private long totalUsedBytes;
    private long totalAcquiredBytes;

    /**
     * One measurement.
     *
     * @param functionName the function's label
     * @param usedBytes bytes taken from the pool
     * @param acquiredBytes bytes that the pool took from the system
     * @param depth in how many other functions the call was
     */
    public record Call(String functionName, long usedBytes, long acquiredBytes, int depth) {}

    /**
     * All measurements of one function.
     *
     * @param usedBytes bytes taken from the pool, added up
     * @param acquiredBytes bytes that the pool took from the system, added up
     * @param occurrence number of calls
     */
    public record Record(long usedBytes, long acquiredBytes, int occurrence) {}

    private record Begin(MemoryPool pool, MemoryPool.Statistics statistics) {}

    @Override
    public void forwardPreprocess(FunctionNode function, NDArray[] inputs) {
        start(function, inputs);
    }

    @Override
    public void forwardPostprocess(FunctionNode function, NDArray[] inputs) {
        stop(function);
    }

    @Override
    public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        start(function, outputGradients);
    }

    @Override
    public void backwardPostprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        stop(function);
    }

    private void start(FunctionNode function, NDArray[] arrays) {
        for (NDArray array : arrays) {
            if (array != null) {
                MemoryPool pool = array.device().pool();
                running.begin(function, new Begin(pool, pool.statistics()));
                return;
            }
        }
    }

    private void stop(FunctionNode function) {
        Begin begin = running.end(function);
        if (begin == null) {
            return;
        }
        MemoryPool.Statistics end = begin.pool().statistics();
        long used = end.totalLent() - begin.statistics().totalLent();
        long acquired = end.totalAcquired() - begin.statistics().totalAcquired();
        callHistory.add(new Call(function.label(), used, acquired, running.depth()));
        if (running.depth() == 0) {
            totalUsedBytes += used;
            totalAcquiredBytes += acquired;
        }
    }

    /** All measurements, in the order in which the calls ended. */
    public List<Call> callHistory() {
        return Collections.unmodifiableList(callHistory);
    }

    /** Bytes that all functions took from the pool, those inside others not counted twice. */
    public long totalUsedBytes() {
        return totalUsedBytes;
    }

    /** Bytes that the pool took from the system for all functions. */
    public long totalAcquiredBytes() {
        return totalAcquiredBytes;
    }

    /** What each function took, by its name, in the order of first calls. */
    public Map<String, Record> summary() {
        Map<String, Record> summary = new LinkedHashMap<>();
        for (Call call : callHistory) {
            summary.merge(
                    call.functionName(),
                    new Record(call.usedBytes(), call.acquiredBytes(), 1),
                    (a, b) -> new Record(
                            a.usedBytes() + b.usedBytes(),
                            a.acquiredBytes() + b.acquiredBytes(),
                            a.occurrence() + b.occurrence()));
        }
        return summary;
    }

    /** Prints the summary to standard output, all sizes of a column in one unit. */
    public void printReport() {
        printReport("auto", System.out);
    }

    /**
     * Prints the summary.
     *
     * @param unit {@code B}, {@code KB}, {@code MB}, {@code GB}, {@code TB}, {@code PB} or {@code EB}; {@code auto} for one that suits the largest number of a
     *     column, {@code auto_foreach} for one that suits each
     * @throws IllegalArgumentException if the unit is none of these
     */
    public void printReport(String unit, PrintStream out) {
        Map<String, Record> summary = summary();
        long mostUsed =
                summary.values().stream().mapToLong(Record::usedBytes).max().orElse(0);
        long mostAcquired =
                summary.values().stream().mapToLong(Record::acquiredBytes).max().orElse(0);
        TextTable table = new TextTable("FunctionName", "UsedBytes", "AcquiredBytes", "Occurrence");
        summary.forEach((name, entry) -> table.add(
                name,
                Unit.choose(unit, mostUsed, entry.usedBytes()).format(entry.usedBytes()),
                Unit.choose(unit, mostAcquired, entry.acquiredBytes()).format(entry.acquiredBytes()),
                Integer.toString(entry.occurrence())));
        out.print(table);
        out.flush();
    }

    private enum Unit {
        B,
        KB,
        MB,
        GB,
        TB,
        PB,
        EB;

        static Unit choose(String name, long most, long bytes) {
            return switch (name) {
                case "auto" -> suiting(most);
                case "auto_foreach" -> suiting(bytes);
                default ->
                    Arrays.stream(values())
                            .filter(unit -> unit.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("MemoryHook: unit is '" + name
                                    + "', expected auto, auto_foreach or one of " + Arrays.toString(values())));
            };
        }

        private static Unit suiting(long bytes) {
            Unit suiting = B;
            for (Unit unit : values()) {
                if (bytes >= unit.bytes()) {
                    suiting = unit;
                }
            }
            return suiting;
        }

        private double bytes() {
            return Math.pow(1024, ordinal());
        }

        String format(long size) {
            return String.format(Locale.ROOT, "%.2f%s", size / bytes(), this);
        }
    }
}
