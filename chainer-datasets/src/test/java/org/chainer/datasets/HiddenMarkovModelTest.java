package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenMarkovModelTest {

    private static final int STATES = 4;
    private static final int WORDS = 3;

    private final double[] initial = new double[STATES];
    private final double[][] transition = new double[STATES][];
    private final double[][] emission = new double[2][];
    private final HiddenMarkovModel model = randomModel(new Random(5));

    private HiddenMarkovModel randomModel(Random random) {
        HiddenMarkovModel.Builder builder = new HiddenMarkovModel.Builder();
        for (int e = 0; e < 2; e++) {
            emission[e] = distribution(WORDS, random);
            builder.emission(emission[e]);
        }
        for (int s = 0; s < STATES; s++) {
            builder.state(s % 2);
            transition[s] = distribution(STATES, random);
        }
        System.arraycopy(distribution(STATES, random), 0, initial, 0, STATES);
        for (int s = 0; s < STATES; s++) {
            builder.start(s, initial[s]);
            for (int next = 0; next < STATES; next++) {
                builder.transition(s, next, transition[s][next]);
            }
        }
        return builder.build();
    }

    private static double[] distribution(int size, Random random) {
        double[] p = random.doubles(size).toArray();
        p[random.nextInt(size)] = 0;
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(x -> x / sum).toArray();
    }

    /** The probability of a text, summed over each path of hidden states by itself. */
    private double bruteForce(int[] text) {
        double total = 0;
        int paths = (int) Math.pow(STATES, text.length);
        for (int path = 0; path < paths; path++) {
            double p = 1;
            int before = -1;
            int rest = path;
            for (int word : text) {
                int state = rest % STATES;
                rest /= STATES;
                p *= before < 0 ? initial[state] : transition[before][state];
                p *= emission[state % 2][word];
                before = state;
            }
            total += p;
        }
        return total;
    }

    private static int[] text(int number, int length) {
        int[] text = new int[length];
        for (int t = 0; t < length; t++) {
            text[t] = number % WORDS;
            number /= WORDS;
        }
        return text;
    }

    @Test
    void forwardAlgorithmSumsOverAllPaths() {
        double sum = 0;
        for (int number = 0; number < 243; number++) {
            int[] text = text(number, 5);
            HiddenMarkovModel.Filter filter = model.new Filter();
            double p = 1;
            for (int word : text) {
                assertThat(filter.predict()[word]).isNotNaN();
                double predicted = filter.predict()[word];
                double observed = filter.observe(word);
                assertThat(observed).isCloseTo(predicted, within(1e-15));
                p *= observed;
                if (p == 0) {
                    break;
                }
            }
            double expected = bruteForce(text);
            assertThat(p).isCloseTo(expected, within(1e-15));
            sum += p;
            double crossEntropy = -Math.log(expected / bruteForce(new int[] {text[0]})) / 4;
            if (expected > 0) {
                assertThat(model.crossEntropy(text)).isCloseTo(crossEntropy, within(1e-12));
            } else {
                assertThat(model.crossEntropy(text)).isInfinite();
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void longTextsNeitherUnderflowNorDrift() {
        int[] text = model.sample(200_000, word -> true, new Random(1));
        double whole = model.crossEntropy(text);
        double half = model.crossEntropy(Arrays.copyOf(text, text.length / 2));
        assertThat(whole).isFinite().isCloseTo(half, within(0.01));
    }

    @Test
    void surpriseIsOnAverageTheEntropyOfThePrediction() {
        int[] text = model.sample(50_000, word -> true, new Random(2));
        HiddenMarkovModel.Filter filter = model.new Filter();
        double surprise = 0;
        double entropy = 0;
        for (int word : text) {
            entropy += Arrays.stream(filter.predict())
                    .filter(p -> p > 0)
                    .map(p -> -p * Math.log(p))
                    .sum();
            surprise -= Math.log(filter.observe(word));
        }
        assertThat(surprise / text.length).isCloseTo(entropy / text.length, within(0.01));
    }

    @Test
    void stationaryDistributionStaysAndExplainsWordAndPairFrequencies() {
        double[] stationary = model.stationary();
        double[] unigram = new double[WORDS];
        double[][] bigram = new double[WORDS][WORDS];
        for (int next = 0; next < STATES; next++) {
            double inflow = 0;
            for (int s = 0; s < STATES; s++) {
                inflow += stationary[s] * transition[s][next];
                for (int v = 0; v < WORDS; v++) {
                    for (int w = 0; w < WORDS; w++) {
                        bigram[v][w] +=
                                stationary[s] * emission[s % 2][v] * transition[s][next] * emission[next % 2][w];
                    }
                }
            }
            assertThat(stationary[next]).isCloseTo(inflow, within(1e-12));
            for (int w = 0; w < WORDS; w++) {
                unigram[w] += stationary[next] * emission[next % 2][w];
            }
        }
        assertThat(model.unigram()).containsExactly(unigram, within(1e-12));
        for (int v = 0; v < WORDS; v++) {
            assertThat(model.bigram()[v]).containsExactly(bigram[v], within(1e-12));
        }
    }

    @Test
    void samplesFollowTheModel() {
        int[] text = model.sample(100_000, word -> true, new Random(3));
        double[] count = new double[WORDS];
        for (int word : text) {
            count[word] += 1.0 / text.length;
        }
        assertThat(count).containsExactly(model.unigram(), within(0.01));
    }

    @Test
    void rowsThatAreNoDistributionsAreRefused() {
        HiddenMarkovModel.Builder builder = new HiddenMarkovModel.Builder();
        int state = builder.state(builder.emission(new double[] {1}));
        builder.start(state, 1).transition(state, state, 0.9);
        assertThatThrownBy(builder::build).hasMessageContaining("state 0").hasMessageContaining("0.9");
    }
}
