package org.chainer.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * A hidden Markov model with sparse transitions, whose states share word distributions.
 *
 * <p>All figures are exact up to rounding: {@link #crossEntropy} sums over every path of hidden states by the forward
 * algorithm, scaled at each word, in double precision.
 */
final class HiddenMarkovModel {

    private final double[] initial;
    private final int[][] targets;
    private final double[][] probabilities;
    private final int[] emissionOf;
    private final double[][] emissions;
    private final int words;

    private HiddenMarkovModel(
            double[] initial, int[][] targets, double[][] probabilities, int[] emissionOf, double[][] emissions) {
        this.initial = initial;
        this.targets = targets;
        this.probabilities = probabilities;
        this.emissionOf = emissionOf;
        this.emissions = emissions;
        this.words = emissions[0].length;
    }

    int words() {
        return words;
    }

    int states() {
        return initial.length;
    }

    /** Draws words until there are at least {@code count} and the last satisfies {@code mayEnd}. */
    int[] sample(int count, IntPredicate mayEnd, Random random) {
        int[] text = new int[count + 64];
        int size = 0;
        int state = draw(initial, random);
        while (true) {
            int word = draw(emissions[emissionOf[state]], random);
            if (size == text.length) {
                text = Arrays.copyOf(text, size + size / 2);
            }
            text[size++] = word;
            if (size >= count && mayEnd.test(word)) {
                return Arrays.copyOf(text, size);
            }
            state = targets[state][draw(probabilities[state], random)];
        }
    }

    private static int draw(double[] weights, Random random) {
        double rest = random.nextDouble();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                rest -= weights[i];
                if (rest < 0) {
                    break;
                }
            }
        }
        return last;
    }

    /** Mean of -log p(w[t] | w[0], …, w[t-1]) over t ≥ 1, in nats; infinite if the model cannot write this text. */
    double crossEntropy(int[] text) {
        Filter filter = new Filter();
        filter.observe(text[0]);
        double sum = 0;
        for (int t = 1; t < text.length; t++) {
            double p = filter.observe(text[t]);
            if (p == 0) {
                return Double.POSITIVE_INFINITY;
            }
            sum -= Math.log(p);
        }
        return sum / (text.length - 1);
    }

    /** The distribution of the hidden state in the long run, by power iteration. */
    double[] stationary() {
        double[] now = initial.clone();
        for (int i = 0; i < 100_000; i++) {
            double[] next = step(now);
            double change = 0;
            for (int s = 0; s < next.length; s++) {
                // Averaging with the old distribution also converges where the chain is periodic.
                next[s] = (next[s] + now[s]) / 2;
                change += Math.abs(next[s] - now[s]);
            }
            now = next;
            if (change < 1e-14) {
                return now;
            }
        }
        throw new IllegalStateException("The chain of hidden states does not settle");
    }

    /** p(w) of a word picked anywhere in a long text. */
    double[] unigram() {
        double[] state = stationary();
        double[] p = new double[words];
        for (int s = 0; s < state.length; s++) {
            addScaled(state[s], emissions[emissionOf[s]], p);
        }
        return p;
    }

    /** p(v, w) of two neighbouring words picked anywhere in a long text. */
    double[][] bigram() {
        double[] state = stationary();
        double[][] pair = new double[emissions.length][emissions.length];
        for (int s = 0; s < state.length; s++) {
            for (int k = 0; k < targets[s].length; k++) {
                pair[emissionOf[s]][emissionOf[targets[s][k]]] += state[s] * probabilities[s][k];
            }
        }
        double[][] p = new double[words][words];
        for (int a = 0; a < emissions.length; a++) {
            double[] follower = new double[words];
            for (int b = 0; b < emissions.length; b++) {
                addScaled(pair[a][b], emissions[b], follower);
            }
            for (int v = 0; v < words; v++) {
                addScaled(emissions[a][v], follower, p[v]);
            }
        }
        return p;
    }

    /** The same model with word {@code w} renamed to {@code newId[w]}. */
    HiddenMarkovModel renamed(int[] newId) {
        double[][] moved = new double[emissions.length][words];
        for (int e = 0; e < emissions.length; e++) {
            for (int w = 0; w < words; w++) {
                moved[e][newId[w]] = emissions[e][w];
            }
        }
        return new HiddenMarkovModel(initial, targets, probabilities, emissionOf, moved);
    }

    private double[] step(double[] belief) {
        double[] next = new double[belief.length];
        for (int s = 0; s < belief.length; s++) {
            if (belief[s] > 0) {
                for (int k = 0; k < targets[s].length; k++) {
                    next[targets[s][k]] += belief[s] * probabilities[s][k];
                }
            }
        }
        return next;
    }

    private static void addScaled(double a, double[] x, double[] y) {
        if (a > 0) {
            for (int i = 0; i < x.length; i++) {
                y[i] += a * x[i];
            }
        }
    }

    /** What the words so far say about the hidden state of the next one. */
    final class Filter {

        private double[] belief = initial;

        /** The distribution of the next word. */
        double[] predict() {
            double[] p = new double[words];
            for (int s = 0; s < belief.length; s++) {
                addScaled(belief[s], emissions[emissionOf[s]], p);
            }
            return p;
        }

        /** Takes the next word in and returns the probability that it had; after a zero the filter is of no further use. */
        double observe(int word) {
            double[] seen = new double[belief.length];
            double p = 0;
            for (int s = 0; s < belief.length; s++) {
                if (belief[s] > 0) {
                    seen[s] = belief[s] * emissions[emissionOf[s]][word];
                    p += seen[s];
                }
            }
            if (p > 0) {
                for (int s = 0; s < seen.length; s++) {
                    seen[s] /= p;
                }
            }
            belief = step(seen);
            return p;
        }
    }

    /** Collects states, transitions and word distributions, and checks that each row is a distribution. */
    static final class Builder {

        private final List<Integer> emissionOf = new ArrayList<>();
        private final List<List<Integer>> targets = new ArrayList<>();
        private final List<List<Double>> probabilities = new ArrayList<>();
        private final List<Double> initial = new ArrayList<>();
        private final List<double[]> emissions = new ArrayList<>();

        /** Adds a distribution over words (made to sum to one) and returns its number. */
        int emission(double[] weights) {
            double sum = Arrays.stream(weights).sum();
            emissions.add(Arrays.stream(weights).map(w -> w / sum).toArray());
            return emissions.size() - 1;
        }

        /** Adds a state that draws its words from the given distribution and returns its number. */
        int state(int emission) {
            emissionOf.add(emission);
            targets.add(new ArrayList<>());
            probabilities.add(new ArrayList<>());
            initial.add(0.0);
            return emissionOf.size() - 1;
        }

        Builder start(int state, double probability) {
            initial.set(state, initial.get(state) + probability);
            return this;
        }

        Builder transition(int from, int to, double probability) {
            if (probability > 0) {
                targets.get(from).add(to);
                probabilities.get(from).add(probability);
            }
            return this;
        }

        HiddenMarkovModel build() {
            double[] first = doubles(initial);
            requireDistribution(first, "initial states");
            double[][] rows = new double[targets.size()][];
            int[][] columns = new int[targets.size()][];
            for (int s = 0; s < rows.length; s++) {
                rows[s] = doubles(probabilities.get(s));
                columns[s] = targets.get(s).stream().mapToInt(Integer::intValue).toArray();
                requireDistribution(rows[s], "transitions of state " + s);
            }
            return new HiddenMarkovModel(
                    first,
                    columns,
                    rows,
                    emissionOf.stream().mapToInt(Integer::intValue).toArray(),
                    emissions.toArray(new double[0][]));
        }

        private static double[] doubles(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private static void requireDistribution(double[] p, String what) {
            double sum = Arrays.stream(p).sum();
            if (Math.abs(sum - 1) > 1e-9) {
                throw new IllegalArgumentException("Probabilities of the " + what + " sum to " + sum + ", not to 1");
            }
        }
    }
}
