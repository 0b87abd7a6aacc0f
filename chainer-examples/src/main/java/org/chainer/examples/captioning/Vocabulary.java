package org.chainer.examples.captioning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Words by number: beginning, end, unknown, then the words of the training captions. */
final class Vocabulary {
    static final int BOS = 0;
    static final int EOS = 1;
    static final int UNKNOWN = 2;

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();

    /** The words that occur at least so often. */
    Vocabulary(Collection<String> captions, int threshold) {
        List.of("<bos>", "<eos>", "<unk>").forEach(this::add);
        Map<String, Integer> counts = new TreeMap<>();
        captions.forEach(caption -> words(caption).forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.forEach((word, count) -> {
            if (count >= threshold) {
                add(word);
            }
        });
    }

    private void add(String word) {
        ids.put(word, words.size());
        words.add(word);
    }

    private static List<String> words(String caption) {
        String plain = caption.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}' -]", "");
        return Arrays.stream(plain.trim().split("\\s+")).toList();
    }

    int size() {
        return words.size();
    }

    /** A caption as numbers, with beginning and end. */
    int[] encode(String caption) {
        List<String> of = words(caption);
        int[] encoded = new int[of.size() + 2];
        encoded[0] = BOS;
        for (int i = 0; i < of.size(); i++) {
            encoded[i + 1] = ids.getOrDefault(of.get(i), UNKNOWN);
        }
        encoded[encoded.length - 1] = EOS;
        return encoded;
    }

    /** The words up to the end. */
    String decode(int[] caption) {
        List<String> of = new ArrayList<>();
        for (int id : caption) {
            if (id == EOS) {
                break;
            }
            if (id != BOS) {
                of.add(words.get(id));
            }
        }
        return String.join(" ", of);
    }
}
