package org.chainer.training.extensions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** How fast something goes on, by its recent past. */
final class Speed {
    private static final int SAMPLES = 100;

    private final Deque<double[]> recent = new ArrayDeque<>();

    /** Notes where things are now. */
    void note(double iteration, double epochDetail) {
        recent.addLast(new double[] {System.nanoTime() / 1e9, iteration, epochDetail});
        if (recent.size() > SAMPLES) {
            recent.removeFirst();
        }
    }

    void clear() {
        recent.clear();
    }

    double iterationsPerSecond() {
        return perSecond(1);
    }

    double epochsPerSecond() {
        return perSecond(2);
    }

    private double perSecond(int what) {
        double[] first = recent.getFirst();
        double[] last = recent.getLast();
        double seconds = last[0] - first[0];
        return seconds > 0 ? (last[what] - first[what]) / seconds : Double.POSITIVE_INFINITY;
    }

    /** A line with speed and, if the amount left is known (else NaN), the time until the end. */
    String line(double timeLeft) {
        String speed = String.format(Locale.ROOT, "%10s iters/sec.", shortened(iterationsPerSecond()));
        return Double.isNaN(timeLeft) || Double.isInfinite(timeLeft)
                ? speed
                : speed + " Estimated time to finish: " + duration(timeLeft) + ".";
    }

    private static String shortened(double value) {
        return Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, value < 1000 ? "%.3f" : "%.0f", value);
    }

    private static String duration(double seconds) {
        long whole = Math.round(Math.max(seconds, 0));
        long days = whole / 86400;
        String time = String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600 % 24, whole / 60 % 60, whole % 60);
        return days == 0 ? time : days + (days == 1 ? " day, " : " days, ") + time;
    }

    /** A bar: {@code     total [####......] 40.00%}. */
    static String bar(String name, double rate, int length) {
        int marks = (int) (rate * length);
        return String.format(
                Locale.ROOT, "%s [%s%s] %6.2f%%", name, "#".repeat(marks), ".".repeat(length - marks), rate * 100);
    }
}
