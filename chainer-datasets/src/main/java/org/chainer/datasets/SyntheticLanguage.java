package org.chainer.datasets;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * A made-up language with known entropy, as a stand-in for the Penn Treebank corpus that needs neither file nor network.
 *
 * <p>Sentences come from a probabilistic grammar with about 700 made-up words whose frequencies follow Zipf's law, and end
 * with {@code <eos>}. Whoever predicts them gains from memory: the first word of a sentence decides which words may close
 * it, the verb agrees in number with its subject however many other nouns stand between them, and all nouns, verbs and
 * adjectives belong to a topic, which tends to outlive the sentence.
 *
 * <p>As the source of the text is known, so is the perplexity that no model can beat:
 * {@link #sourcePerplexity}. What models reach that know only the frequencies of words or of pairs of words is given by
 * {@link #unigramPerplexity} and {@link #bigramPerplexity}. A perplexity is {@code exp(-mean(log p(word[t] | before)))} over
 * all words but the first.
 *
 * <p>The same seed and sizes give the same language and text on every machine. Word ids are in order of frequency, 0 being
 * the most frequent. Instances are immutable.
 */
public final class SyntheticLanguage {

    private static final String EOS = "<eos>";

    private final HiddenMarkovModel source;
    private final List<String> words;
    private final Map<String, Integer> vocabulary;
    private final int[] train;
    private final int[] valid;
    private final int[] test;

    /**
     * A language with 80,000 words for training, 8,000 for validation and 8,000 for the test.
     *
     * @param seed decides on words and text
     */
    public SyntheticLanguage(long seed) {
        this(seed, 80_000, 8_000, 8_000);
    }

    /**
     * A language with texts of the given sizes. Texts are made of whole sentences, so they may be a little longer.
     *
     * @param seed decides on words and text
     * @param trainWords least number of words for training
     * @param validWords least number of words for validation
     * @param testWords least number of words for the test
     * @throws IllegalArgumentException if a size is not positive
     */
    public SyntheticLanguage(long seed, int trainWords, int validWords, int testWords) {
        Random random = new Random(seed);
        SentenceGrammar grammar = new SentenceGrammar(random);
        HiddenMarkovModel model = grammar.model();
        double[] frequency = model.unigram();
        int[] byFrequency = IntStream.range(0, frequency.length)
                .boxed()
                .sorted((a, b) -> Double.compare(frequency[b], frequency[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] newId = new int[byFrequency.length];
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (int id = 0; id < byFrequency.length; id++) {
            newId[byFrequency[id]] = id;
            ids.put(grammar.vocabulary().get(byFrequency[id]), id);
        }
        source = model.renamed(newId);
        vocabulary = Collections.unmodifiableMap(ids);
        words = List.copyOf(ids.keySet());
        train = sample("training", trainWords, random);
        valid = sample("validation", validWords, random);
        test = sample("test", testWords, random);
    }

    private int[] sample(String what, int count, Random random) {
        if (count <= 0) {
            throw new IllegalArgumentException(
                    "SyntheticLanguage: the " + what + " text must have words, got " + count);
        }
        int eos = vocabulary.get(EOS);
        return source.sample(count, word -> word == eos, random);
    }

    /** All three texts, as {@link Ptb#getPtbWords()} returns them. */
    public WordSequences words() {
        return new WordSequences(array(train), array(valid), array(test));
    }

    private static NDArray array(int[] text) {
        return HostArrays.of(IntBuffer.wrap(text), DType.INT32, text.length);
    }

    /** Word ids of the training text. */
    public int[] train() {
        return train.clone();
    }

    /** Word ids of the validation text. */
    public int[] valid() {
        return valid.clone();
    }

    /** Word ids of the test text. */
    public int[] test() {
        return test.clone();
    }

    /** The ids of all words, in order of id. */
    public Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    /**
     * The distribution of the next word under the true source.
     *
     * @param context ids of all words before it, from the start of a sentence on; may be empty
     * @return one probability a word of the vocabulary
     * @throws IllegalArgumentException if an id is not in the vocabulary, or if the language has no such text
     */
    public double[] predict(int... context) {
        requireWords(context, 0);
        HiddenMarkovModel.Filter filter = source.new Filter();
        for (int t = 0; t < context.length; t++) {
            if (filter.observe(context[t]) == 0) {
                throw new IllegalArgumentException("SyntheticLanguage: after " + t + " words the language has no '"
                        + words.get(context[t]) + "' here: " + text(context));
            }
        }
        return filter.predict();
    }

    /**
     * The perplexity of a text under the source that wrote it, summed over all its hidden states by the forward algorithm.
     *
     * @param text word ids from the start of a sentence on, at least two
     * @return the perplexity; infinite if the language has no such text
     * @throws IllegalArgumentException if the text is shorter, or if an id is not in the vocabulary
     */
    public double sourcePerplexity(int[] text) {
        requireWords(text, 2);
        return Math.exp(source.crossEntropy(text));
    }

    /**
     * The perplexity of a text under the exact frequencies of single words.
     *
     * @param text word ids, at least two
     * @return the perplexity
     * @throws IllegalArgumentException if the text is shorter, or if an id is not in the vocabulary
     */
    public double unigramPerplexity(int[] text) {
        requireWords(text, 2);
        double[] p = source.unigram();
        double sum = 0;
        for (int t = 1; t < text.length; t++) {
            sum -= Math.log(p[text[t]]);
        }
        return Math.exp(sum / (text.length - 1));
    }

    /**
     * The perplexity of a text under the exact frequencies of pairs of words: the best that a model without memory of more
     * than one word could reach.
     *
     * @param text word ids, at least two
     * @return the perplexity; infinite if the language has no such text
     * @throws IllegalArgumentException if the text is shorter, or if an id is not in the vocabulary
     */
    public double bigramPerplexity(int[] text) {
        requireWords(text, 2);
        double[][] pair = source.bigram();
        double[] first = source.unigram();
        double sum = 0;
        for (int t = 1; t < text.length; t++) {
            sum -= Math.log(pair[text[t - 1]][text[t]] / first[text[t - 1]]);
        }
        return Math.exp(sum / (text.length - 1));
    }

    /**
     * The words as a person reads them, one sentence a line.
     *
     * @param text word ids
     * @return the words, {@code <eos>} included
     * @throws IllegalArgumentException if an id is not in the vocabulary
     */
    public String text(int... text) {
        requireWords(text, 0);
        StringBuilder lines = new StringBuilder();
        for (int t = 0; t < text.length; t++) {
            String word = words.get(text[t]);
            boolean last = t + 1 == text.length;
            lines.append(word).append(last ? "" : word.equals(EOS) ? "\n" : " ");
        }
        return lines.toString();
    }

    /**
     * Writes the three texts as {@code ptb.train.txt}, {@code ptb.valid.txt} and {@code ptb.test.txt}, in the format of the
     * Penn Treebank corpus: one sentence a line, without {@code <eos>}. {@link Ptb} reads them, and so do other tools.
     *
     * @param folder where to write; made if it is not there
     * @throws IOException if a file cannot be written
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ptb.train.txt"), lines(train));
        Files.writeString(folder.resolve("ptb.valid.txt"), lines(valid));
        Files.writeString(folder.resolve("ptb.test.txt"), lines(test));
    }

    private String lines(int[] text) {
        return text(text).replace(" " + EOS, "") + "\n";
    }

    private void requireWords(int[] text, int atLeast) {
        if (text.length < atLeast) {
            throw new IllegalArgumentException(
                    "SyntheticLanguage: a text of at least " + atLeast + " words was expected, got " + text.length);
        }
        for (int t = 0; t < text.length; t++) {
            if (text[t] < 0 || text[t] >= words.size()) {
                throw new IllegalArgumentException("SyntheticLanguage: word " + t + " has id " + text[t]
                        + ", but the vocabulary has ids 0 to " + (words.size() - 1));
            }
        }
    }
}
