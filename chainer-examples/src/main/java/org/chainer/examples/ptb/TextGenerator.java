package org.chainer.examples.ptb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.functions.F;
import org.chainer.links.model.Classifier;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;

/**
 * A trained language model that continues texts.
 *
 * <p>Any number of threads may use one generator: each call reads with a copy of the model that shares its parameters but has a state of its own, and nothing
 * writes to the parameters.
 */
public final class TextGenerator {
    private static final String EOS = "<eos>";

    private final RnnForLm model;
    private final Map<String, Integer> ids;
    private final List<String> words;
    private final Device device;

    /**
     * A generator.
     *
     * @param model a trained model; its state is left alone
     * @param vocabulary ids by word, in order of id
     * @param device where the model is
     */
    public TextGenerator(RnnForLm model, Map<String, Integer> vocabulary, Device device) {
        this.model = model;
        this.ids = Map.copyOf(vocabulary);
        this.words = List.copyOf(vocabulary.keySet());
        this.device = device;
    }

    /**
     * Loads what the {@code ptb} examples have saved. The sizes of the model are those in the file.
     *
     * @param file the model's file
     * @param vocabulary ids by word, in order of id
     * @param device where to compute
     * @return the generator
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the model knows more words than the vocabulary
     */
    public static TextGenerator load(Path file, Map<String, Integer> vocabulary, Device device) throws IOException {
        long size;
        long units;
        try (NpzFile npz = new NpzFile(file)) {
            String key = "predictor/embed/W";
            if (!npz.keys().contains(key)) {
                throw new IllegalArgumentException(
                        file + " is no model that 'ptb' has saved: it has no '" + key + "', but " + npz.keys());
            }
            NDArray table = npz.array(key);
            size = table.dim(0);
            units = table.dim(1);
        }
        if (size > vocabulary.size()) {
            throw new IllegalArgumentException(file + " is a model of " + size + " words, but the vocabulary has "
                    + vocabulary.size() + "; give the --data that the model was trained on");
        }
        RnnForLm model = new RnnForLm((int) size, (int) units, 0);
        Serializers.loadNpz(file, new Classifier(model));
        model.toDevice(device);
        return new TextGenerator(model, vocabulary, device);
    }

    /**
     * Words and how likely each comes next.
     *
     * @param word a word
     * @param probability from 0 to 1
     */
    public record Candidate(String word, double probability) {}

    /**
     * The most likely next words.
     *
     * @param text words separated by spaces, at least one
     * @param count how many candidates
     * @return the candidates, the most likely first
     * @throws IllegalArgumentException if a word is not in the vocabulary
     */
    public List<Candidate> next(String text, int count) {
        try (Chainer.Scope mode = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            double[] p = probabilities(read(copy(), idsOf(text)));
            List<Candidate> all = new ArrayList<>();
            for (int id = 0; id < p.length; id++) {
                all.add(new Candidate(words.get(id), p[id]));
            }
            all.sort((a, b) -> Double.compare(b.probability(), a.probability()));
            return List.copyOf(all.subList(0, Math.min(count, all.size())));
        }
    }

    /**
     * Continues a text.
     *
     * @param text words separated by spaces, at least one
     * @param length how many words to add
     * @param random draws each word by its probability; null takes the most likely one
     * @return the text and its continuation; ends of sentences are full stops
     * @throws IllegalArgumentException if a word is not in the vocabulary
     */
    public String generate(String text, int length, RandomState random) {
        int[] given = idsOf(text);
        StringBuilder result = new StringBuilder(String.join(" ", text.strip().split("\\s+")));
        try (Chainer.Scope mode = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            RnnForLm reader = copy();
            Variable scores = read(reader, given);
            for (int i = 0; i < length; i++) {
                int word = random == null
                        ? (int) scores.array().argMax(1).item()
                        : random.choice(probabilities(scores), 1)[0];
                result.append(words.get(word).equals(EOS) ? " ." : " " + words.get(word));
                scores = read(reader, word);
            }
        }
        return result.toString();
    }

    private RnnForLm copy() {
        RnnForLm copy = (RnnForLm) model.copy(CopyMode.SHARE);
        copy.resetState();
        return copy;
    }

    private int[] idsOf(String text) {
        String[] given = text.strip().split("\\s+");
        return Arrays.stream(given)
                .mapToInt(word -> {
                    Integer id = ids.get(word);
                    if (id == null) {
                        throw new IllegalArgumentException(String.format(
                                Locale.ROOT,
                                "'%s' is not among the model's %d words; some of them: %s",
                                word,
                                words.size(),
                                String.join(" ", words.subList(0, Math.min(12, words.size())))));
                    }
                    return id;
                })
                .toArray();
    }

    private Variable read(RnnForLm reader, int... given) {
        Variable scores = null;
        for (int word : given) {
            scores = reader.apply(NDArray.of(word).toDevice(device));
        }
        return scores;
    }

    private static double[] probabilities(Variable scores) {
        double[] p = F.softmax(scores).array().toDoubleArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(x -> x / sum).toArray(); // float32 probabilities add up to 1 to seven digits only
    }
}
