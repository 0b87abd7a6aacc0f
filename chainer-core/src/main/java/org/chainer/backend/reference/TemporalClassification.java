package org.chainer.backend.reference;

import java.util.Arrays;

/**
 * Connectionist temporal classification of one sequence, in the log domain.
 *
 * <p>The path is the labels with blanks between them and at both ends. At each time step an alignment stays at its place on the path, goes
 * on by one, or by two where that skips a blank between different labels.
 */
final class TemporalClassification {
    /** Loss of a sequence that no alignment can produce. */
    static final double IMPOSSIBLE = 1e10;

    private final double[][] logProbability;
    private final int[] path;

    /**
     * @param logProbability of each symbol at each time step
     */
    TemporalClassification(double[][] logProbability, int[] labels, int blank) {
        this.logProbability = logProbability;
        path = new int[2 * labels.length + 1];
        Arrays.fill(path, blank);
        for (int i = 0; i < labels.length; i++) {
            path[2 * i + 1] = labels[i];
        }
    }

    /**
     * The loss, after adding to each row of {@code gradient}, if it is not null, the gradient to the scores before softmax.
     */
    double loss(double[][] gradient) {
        double[][] forward = forward();
        double[][] backward = backward();
        double total = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < path.length; s++) {
            total = logAdd(total, forward[0][s] + backward[0][s]);
        }
        if (total == Double.NEGATIVE_INFINITY) {
            return IMPOSSIBLE;
        }
        for (int t = 0; gradient != null && t < logProbability.length; t++) {
            for (int symbol = 0; symbol < gradient[t].length; symbol++) {
                gradient[t][symbol] += Math.exp(logProbability[t][symbol]);
            }
            for (int s = 0; s < path.length; s++) {
                gradient[t][path[s]] -= Math.exp(forward[t][s] + backward[t][s] - total);
            }
        }
        return -total;
    }

    /** Log probability of all beginnings of alignments that are at place s at time t, which is included. */
    private double[][] forward() {
        double[][] forward = new double[logProbability.length][path.length];
        for (int t = 0; t < forward.length; t++) {
            for (int s = 0; s < path.length; s++) {
                double before;
                if (t == 0) {
                    before = s < 2 ? 0 : Double.NEGATIVE_INFINITY;
                } else {
                    before = forward[t - 1][s];
                    before = s < 1 ? before : logAdd(before, forward[t - 1][s - 1]);
                    before = s < 2 || !canSkip(s) ? before : logAdd(before, forward[t - 1][s - 2]);
                }
                forward[t][s] = before + logProbability[t][path[s]];
            }
        }
        return forward;
    }

    /** Log probability of all endings of alignments that are at place s at time t, which is not included. */
    private double[][] backward() {
        double[][] backward = new double[logProbability.length][path.length];
        for (int t = backward.length - 1; t >= 0; t--) {
            for (int s = 0; s < path.length; s++) {
                double after;
                if (t == backward.length - 1) {
                    after = s >= path.length - 2 ? 0 : Double.NEGATIVE_INFINITY;
                } else {
                    double[] next = backward[t + 1];
                    double[] emitted = logProbability[t + 1];
                    after = next[s] + emitted[path[s]];
                    after = s + 1 >= path.length ? after : logAdd(after, next[s + 1] + emitted[path[s + 1]]);
                    after = s + 2 >= path.length || !canSkip(s + 2)
                            ? after
                            : logAdd(after, next[s + 2] + emitted[path[s + 2]]);
                }
                backward[t][s] = after;
            }
        }
        return backward;
    }

    /** Whether place s can be reached from two places before. */
    private boolean canSkip(int s) {
        return s % 2 == 1 && path[s] != path[s - 2];
    }

    private static double logAdd(double a, double b) {
        double max = Math.max(a, b);
        return max == Double.NEGATIVE_INFINITY ? max : max + Math.log1p(Math.exp(Math.min(a, b) - max));
    }
}
