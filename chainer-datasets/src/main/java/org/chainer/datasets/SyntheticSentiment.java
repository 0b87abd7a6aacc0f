package org.chainer.datasets;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.chainer.dataset.Dataset;

/**
 * Made-up film reviews as trees with labels, as a stand-in for the Stanford Sentiment Treebank that needs neither file nor
 * network.
 *
 * <p>Words alone don't tell the label of a sentence: <i>not</i> turns what follows round, <i>very</i> makes it stronger and
 * <i>rather</i> weaker, and of two clauses joined by <i>but</i> the second counts. Every part has the label that follows from
 * its parts, from 0, very negative, to 4, very positive. The same seed gives the same reviews on every machine.
 */
public final class SyntheticSentiment {

    private static final int NEUTRAL = 2;
    private static final List<String> SUBJECTS = List.of(
            "film",
            "story",
            "plot",
            "cast",
            "script",
            "acting",
            "music",
            "dialogue",
            "ending",
            "direction",
            "hero",
            "camera");
    private static final List<String> VERBS = List.of("is", "seems", "feels", "remains");
    /** Adjectives by what they say, from very negative to very positive. */
    private static final List<List<String>> ADJECTIVES = List.of(
            List.of("awful", "dreadful", "terrible", "worthless", "painful", "unbearable"),
            List.of("dull", "weak", "slow", "flat", "clumsy", "thin"),
            List.of("long", "short", "French", "quiet", "recent", "simple"),
            List.of("good", "pleasant", "decent", "charming", "clever", "warm"),
            List.of("wonderful", "brilliant", "superb", "gripping", "delightful", "moving"));

    private static final List<String> STRONGER = List.of("very", "truly", "really");
    private static final List<String> WEAKER = List.of("rather", "somewhat");

    private final Random random;

    private SyntheticSentiment(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Reviews.
     *
     * @param seed decides on the reviews
     * @param size number of sentences
     * @return their trees
     * @throws IllegalArgumentException if the number is negative
     */
    public static Dataset<SentimentTree> getTrees(long seed, int size) {
        if (size < 0) {
            throw new IllegalArgumentException(
                    "SyntheticSentiment: the number of trees must not be negative, got " + size);
        }
        SyntheticSentiment reviewer = new SyntheticSentiment(seed);
        return Dataset.of(
                IntStream.range(0, size).mapToObj(i -> reviewer.sentence().tree).toList());
    }

    /** A part of a sentence and how positive it is. */
    private record Phrase(double value, SentimentTree tree) {

        static Phrase word(double value, String word) {
            return new Phrase(value, SentimentTree.leaf(label(value), word));
        }

        static Phrase both(double value, Phrase left, Phrase right) {
            return new Phrase(value, SentimentTree.node(label(value), left.tree, right.tree));
        }

        private static int label(double value) {
            return NEUTRAL + (int) Math.max(-2, Math.min(2, Math.rint(value)));
        }
    }

    private Phrase sentence() {
        Phrase clause = clause();
        double choice = random.nextDouble();
        if (choice < 0.35) {
            Phrase other = clause();
            return Phrase.both(other.value, clause, Phrase.both(other.value, Phrase.word(0, "but"), other));
        }
        if (choice < 0.5) {
            Phrase other = clause();
            double mean = (clause.value + other.value) / 2;
            return Phrase.both(mean, clause, Phrase.both(other.value, Phrase.word(0, "and"), other));
        }
        return clause;
    }

    private Phrase clause() {
        Phrase subject = Phrase.both(0, Phrase.word(0, "the"), Phrase.word(0, pick(SUBJECTS)));
        Phrase description = description(0.35);
        return Phrase.both(
                description.value, subject, Phrase.both(description.value, Phrase.word(0, pick(VERBS)), description));
    }

    private Phrase description(double negation) {
        double choice = random.nextDouble();
        if (choice < negation) {
            Phrase inner = description(0);
            return Phrase.both(-inner.value, Phrase.word(0, "not"), inner);
        }
        if (choice < negation + 0.2) {
            Phrase inner = adjective();
            return Phrase.both(1.6 * inner.value, Phrase.word(0, pick(STRONGER)), inner);
        }
        if (choice < negation + 0.35) {
            Phrase inner = adjective();
            return Phrase.both(0.6 * inner.value, Phrase.word(0, pick(WEAKER)), inner);
        }
        return adjective();
    }

    private Phrase adjective() {
        int kind = random.nextInt(ADJECTIVES.size());
        return Phrase.word(kind - 2, pick(ADJECTIVES.get(kind)));
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
