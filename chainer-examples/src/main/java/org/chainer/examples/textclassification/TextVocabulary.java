package org.chainer.examples.textclassification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainer.array.NDArray;

/** Ids of words: 0 ends a text, 1 stands for unknown words, the others are in order of frequency. */
final class TextVocabulary {
    private static final String EOS = "<eos>";
    private static final String UNKNOWN = "<unk>";

    private final Map<String, Integer> ids = new LinkedHashMap<>();

    private TextVocabulary() {
        ids.put(EOS, 0);
        ids.put(UNKNOWN, 1);
    }

    /** The words that texts have at least twice; at most 20,000. */
    static TextVocabulary of(Stream<List<String>> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        texts.flatMap(List::stream).forEach(word -> counts.merge(word, 1, Integer::sum));
        TextVocabulary result = new TextVocabulary();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= 2)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(20_000 - 2)
                .forEach(entry -> result.ids.put(entry.getKey(), result.ids.size()));
        return result;
    }

    static TextVocabulary read(Path file) throws IOException {
        TextVocabulary result = new TextVocabulary();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        json.properties().forEach(e -> result.ids.put(e.getKey(), e.getValue().asInt()));
        return result;
    }

    void write(Path file) throws IOException {
        new ObjectMapper().writeValue(file.toFile(), ids);
    }

    int size() {
        return ids.size();
    }

    /** A text's words: small letters, split at spaces or, if wanted, letter by letter. */
    static List<String> split(String text, boolean byCharacter) {
        String normal = text.strip().toLowerCase(Locale.ROOT);
        return byCharacter
                ? normal.codePoints().mapToObj(Character::toString).toList()
                : Arrays.asList(normal.split("\\s+"));
    }

    /** Ids of a text's words, and the end. */
    NDArray ids(List<String> words) {
        int[] result = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            result[i] = ids.getOrDefault(words.get(i), ids.get(UNKNOWN));
        }
        return NDArray.of(result);
    }
}
