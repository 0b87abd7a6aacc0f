package org.chainer.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The grammar behind {@link SyntheticLanguage}, spelt out as a hidden Markov model.
 *
 * <pre>
 * sentence → opener(mood) subject(number) verb(number) [object | adverb | object adverb] closer(mood) &lt;eos&gt;
 * subject  → determiner(number) adjective* noun(number) (preposition determiner(m) [adjective] noun(m))*
 * object   → determiner(m) [adjective] noun(m)
 * </pre>
 *
 * <p>Nouns, verbs and adjectives come from the topic of the sentence, or from a list that all topics share. What must be
 * remembered over a distance (mood, number, topic) is part of the hidden state.
 */
final class SentenceGrammar {

    private static final int TOPICS = 8;
    private static final int MOODS = 3;
    private static final int NUMBERS = 2;
    private static final double[] NUMBER_PROBABILITY = {0.6, 0.4};
    private static final double[] MOOD_PROBABILITY = {0.5, 0.3, 0.2};
    private static final double SAME_TOPIC = 0.85;
    private static final double SHARED_WORD = 0.3;

    private final List<String> vocabulary = new ArrayList<>();
    private final HiddenMarkovModel.Builder builder = new HiddenMarkovModel.Builder();
    private final WordMaker maker;

    SentenceGrammar(Random random) {
        maker = new WordMaker(random);
    }

    /** Word strings, by the word ids that {@link #model} uses; complete after that call. */
    List<String> vocabulary() {
        return Collections.unmodifiableList(vocabulary);
    }

    HiddenMarkovModel model() {
        Lexicon lexicon = new Lexicon();
        int[] ends = new int[TOPICS];
        int[][] starts = new int[TOPICS][MOODS];
        for (int topic = 0; topic < TOPICS; topic++) {
            ends[topic] = builder.state(lexicon.eos);
            for (int mood = 0; mood < MOODS; mood++) {
                starts[topic][mood] = sentence(lexicon, topic, mood, ends[topic]);
                builder.start(starts[topic][mood], MOOD_PROBABILITY[mood] / TOPICS);
            }
        }
        for (int last = 0; last < TOPICS; last++) {
            for (int topic = 0; topic < TOPICS; topic++) {
                double p = topic == last ? SAME_TOPIC : (1 - SAME_TOPIC) / (TOPICS - 1);
                for (int mood = 0; mood < MOODS; mood++) {
                    builder.transition(ends[last], starts[topic][mood], p * MOOD_PROBABILITY[mood]);
                }
            }
        }
        return builder.build();
    }

    /** Adds the states of a sentence and returns the first. */
    private int sentence(Lexicon lexicon, int topic, int mood, int end) {
        int closer = builder.state(lexicon.closer[mood]);
        builder.transition(closer, end, 1);
        int adverb = builder.state(lexicon.adverb);
        builder.transition(adverb, closer, 1);

        int[] object = new int[NUMBERS];
        for (int number = 0; number < NUMBERS; number++) {
            object[number] = determiner(lexicon, number);
            int noun = builder.state(lexicon.noun[topic][number]);
            nounPhrase(lexicon, topic, object[number], noun, 0.3, 0);
            builder.transition(noun, closer, 0.75).transition(noun, adverb, 0.25);
        }

        int opener = builder.state(lexicon.opener[mood]);
        for (int number = 0; number < NUMBERS; number++) {
            int verb = builder.state(lexicon.verb[topic][number]);
            builder.transition(verb, closer, 0.2).transition(verb, adverb, 0.2);
            toEither(verb, object, 0.6);
            builder.transition(opener, subject(lexicon, topic, number, verb), NUMBER_PROBABILITY[number]);
        }
        return opener;
    }

    /** A noun phrase of the given number, with phrases of any number after it, before the verb that agrees with the first. */
    private int subject(Lexicon lexicon, int topic, int number, int verb) {
        int first = determiner(lexicon, number);
        int noun = builder.state(lexicon.noun[topic][number]);
        nounPhrase(lexicon, topic, first, noun, 0.35, 0.2);
        int preposition = builder.state(lexicon.preposition);
        builder.transition(noun, verb, 0.5).transition(noun, preposition, 0.5);
        int[] inner = new int[NUMBERS];
        for (int m = 0; m < NUMBERS; m++) {
            inner[m] = determiner(lexicon, m);
            int innerNoun = builder.state(lexicon.noun[topic][m]);
            nounPhrase(lexicon, topic, inner[m], innerNoun, 0.3, 0);
            builder.transition(innerNoun, verb, 0.75).transition(innerNoun, preposition, 0.25);
        }
        toEither(preposition, inner, 1);
        return first;
    }

    private int determiner(Lexicon lexicon, int number) {
        return builder.state(lexicon.determiner[number]);
    }

    private void nounPhrase(Lexicon lexicon, int topic, int determiner, int noun, double adjectives, double more) {
        int adjective = builder.state(lexicon.adjective[topic]);
        builder.transition(determiner, adjective, adjectives).transition(determiner, noun, 1 - adjectives);
        builder.transition(adjective, adjective, more).transition(adjective, noun, 1 - more);
    }

    private void toEither(int from, int[] byNumber, double probability) {
        for (int number = 0; number < NUMBERS; number++) {
            builder.transition(from, byNumber[number], probability * NUMBER_PROBABILITY[number]);
        }
    }

    /** The words of each part of speech, and the numbers of their distributions in the builder. */
    private final class Lexicon {

        private final int[] determiner = new int[NUMBERS];
        private final int[] opener = new int[MOODS];
        private final int[] closer = new int[MOODS];
        private final int[][] noun;
        private final int[][] verb;
        private final int[] adjective;
        private final int preposition;
        private final int adverb;
        private final int eos;

        Lexicon() {
            int[] end = words(1, n -> "<eos>");
            int[][] determiners = groups(NUMBERS, 4, n -> maker.particle(1));
            int[][] openers = groups(MOODS, 5, n -> maker.particle(1 + n / 3));
            int[][] closers = groups(MOODS, 3, n -> maker.particle(1));
            int[] prepositions = words(12, n -> maker.particle(1 + n / 6));
            int[] adverbs = words(36, n -> maker.stem(1 + n / 18) + "ub");
            int[][] nouns = inflected(12, "", "iz");
            int[][] verbs = inflected(10, "ed", "od");
            int[] adjectives = words(12, n -> maker.stem(1) + "ag");
            int[][][] topicNouns = new int[TOPICS][][];
            int[][][] topicVerbs = new int[TOPICS][][];
            int[][] topicAdjectives = new int[TOPICS][];
            for (int topic = 0; topic < TOPICS; topic++) {
                topicNouns[topic] = inflected(18, "", "iz");
                topicVerbs[topic] = inflected(10, "ed", "od");
                topicAdjectives[topic] = words(12, n -> maker.stem(2) + "ag");
            }

            // Only now is the size of the vocabulary known, which every distribution spans.
            eos = emission(end);
            for (int number = 0; number < NUMBERS; number++) {
                determiner[number] = emission(determiners[number]);
            }
            for (int mood = 0; mood < MOODS; mood++) {
                opener[mood] = emission(openers[mood]);
                closer[mood] = emission(closers[mood]);
            }
            preposition = emission(prepositions);
            adverb = emission(adverbs);
            noun = new int[TOPICS][NUMBERS];
            verb = new int[TOPICS][NUMBERS];
            adjective = new int[TOPICS];
            for (int topic = 0; topic < TOPICS; topic++) {
                for (int number = 0; number < NUMBERS; number++) {
                    noun[topic][number] = mixture(nouns[number], topicNouns[topic][number]);
                    verb[topic][number] = mixture(verbs[number], topicVerbs[topic][number]);
                }
                adjective[topic] = mixture(adjectives, topicAdjectives[topic]);
            }
        }

        private int[] words(int count, IntFunction<String> make) {
            return IntStream.range(0, count)
                    .map(n -> {
                        vocabulary.add(make.apply(n));
                        return vocabulary.size() - 1;
                    })
                    .toArray();
        }

        private int[][] groups(int groups, int count, IntFunction<String> make) {
            return IntStream.range(0, groups).mapToObj(g -> words(count, make)).toArray(int[][]::new);
        }

        private int[][] inflected(int count, String singular, String plural) {
            String[] stems = IntStream.range(0, count)
                    .mapToObj(n -> maker.stem(n < count / 3 ? 1 : 2))
                    .toArray(String[]::new);
            return new int[][] {words(count, n -> stems[n] + singular), words(count, n -> stems[n] + plural)};
        }

        private int emission(int[] words) {
            return builder.emission(zipf(words, 1));
        }

        private int mixture(int[] shared, int[] own) {
            double[] weights = zipf(shared, SHARED_WORD);
            double[] ownWeights = zipf(own, 1 - SHARED_WORD);
            Arrays.setAll(weights, w -> weights[w] + ownWeights[w]);
            return builder.emission(weights);
        }

        /** Weights 1/rank for the given words, zero for all others, with the given sum. */
        private double[] zipf(int[] words, double sum) {
            double[] weights = new double[vocabulary.size()];
            double total = IntStream.rangeClosed(1, words.length)
                    .mapToDouble(rank -> 1.0 / rank)
                    .sum();
            for (int i = 0; i < words.length; i++) {
                weights[words[i]] = sum / (i + 1) / total;
            }
            return weights;
        }
    }
}
