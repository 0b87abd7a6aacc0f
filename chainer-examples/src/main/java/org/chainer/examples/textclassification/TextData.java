package org.chainer.examples.textclassification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.SubDataset;
import org.chainer.datasets.SyntheticSentiment;

/** Texts with classes, read from a data set's original files. */
final class TextData {
    private static final int SPLIT_SEED = 777;

    private TextData() {}

    /** A text and its class. */
    record Text(List<String> words, int label) {}

    /** Texts to train on and to test on, and what they are. */
    record Split(String description, List<Text> train, List<Text> test) {
        Split head(int size) {
            return new Split(
                    description,
                    train.subList(0, Math.min(size, train.size())),
                    test.subList(0, Math.min(size, test.size())));
        }

        int classes() {
            return 1
                    + Stream.concat(train.stream(), test.stream())
                            .mapToInt(Text::label)
                            .max()
                            .orElse(0);
        }

        double mostFrequentClass() {
            long[] counts = new long[classes()];
            test.forEach(text -> counts[text.label()]++);
            return java.util.Arrays.stream(counts).max().orElse(0) / (double) test.size();
        }

        /** Tuples (words, class) of arrays. */
        static List<Tuple> tuples(List<Text> texts, TextVocabulary vocabulary) {
            return texts.stream()
                    .map(text -> Tuple.of(vocabulary.ids(text.words()), org.chainer.array.NDArray.of(text.label())))
                    .toList();
        }
    }

    /** Made-up reviews, with five classes from very negative to very positive, or two (0: positive, as in Chainer's example). */
    static Split synthetic(long seed, int size, boolean fine, boolean byCharacter) {
        List<Text> texts = new ArrayList<>();
        // Neutral reviews fall out of the two classes: enough are made for both.
        for (var tree : SyntheticSentiment.getTrees(seed, 3 * size)) {
            if (fine || tree.label() != 2) {
                int label = fine ? tree.label() : tree.label() > 2 ? 0 : 1;
                texts.add(new Text(TextVocabulary.split(String.join(" ", tree.words()), byCharacter), label));
            }
        }
        int test = size / 4;
        return new Split("made-up reviews", texts.subList(test, size), texts.subList(0, test));
    }

    /**
     * Reads a data set by Chainer's name of it.
     *
     * @throws IOException if a file is missing or has a line that does not fit; the message names it
     */
    static Split read(Path folder, String name, boolean byCharacter) throws IOException {
        String description = name + " in " + folder;
        return switch (name) {
            case "dbpedia" ->
                new Split(
                        description,
                        csv(find(folder, "train.csv", "dbpedia_csv/train.csv"), byCharacter),
                        csv(find(folder, "test.csv", "dbpedia_csv/test.csv"), byCharacter));
            case "imdb.binary", "imdb.fine" ->
                new Split(
                        description,
                        imdb(find(folder, "train", "aclImdb/train"), name.equals("imdb.fine"), byCharacter),
                        imdb(find(folder, "test", "aclImdb/test"), name.equals("imdb.fine"), byCharacter));
            case "TREC" ->
                new Split(
                        description,
                        lines(find(folder, "TREC.train.all"), byCharacter),
                        lines(find(folder, "TREC.test.all"), byCharacter));
            case "stsa.binary", "stsa.fine" ->
                new Split(
                        description,
                        lines(find(folder, name + ".train"), byCharacter),
                        lines(find(folder, name + ".test"), byCharacter));
            default -> {
                Dataset<Text> all = Dataset.of(lines(find(folder, name + ".all"), byCharacter));
                var split = SubDataset.splitDatasetRandom(all, all.size() - all.size() / 10, SPLIT_SEED);
                yield new Split(
                        description, split.first().asList(), split.second().asList());
            }
        };
    }

    private static Path find(Path folder, String... names) throws IOException {
        for (String name : names) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new java.nio.file.NoSuchFileException(
                "--data: there is no " + String.join(" or ", names) + " in " + folder.toAbsolutePath());
    }

    /** A class and a text a line. */
    private static List<Text> lines(Path file, boolean byCharacter) throws IOException {
        List<Text> texts = new ArrayList<>();
        int number = 0;
        // These files are not all in UTF-8; Latin 1 reads any of them.
        for (String line : Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            number++;
            if (line.strip().length() >= 3) {
                String[] parts = line.strip().split("\\s+", 2);
                if (parts.length < 2 || !parts[0].matches("\\d{1,4}")) {
                    throw new IOException("line " + number + " of " + file + " is no class and text: '" + line + "'");
                }
                texts.add(new Text(TextVocabulary.split(parts[1], byCharacter), Integer.parseInt(parts[0])));
            }
        }
        if (texts.isEmpty()) {
            throw new IOException(file + " has no texts");
        }
        return texts;
    }

    /** Lines of class, title and text, quoted; classes count from 1. */
    private static List<Text> csv(Path file, boolean byCharacter) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int comma = line.indexOf(',');
            int title = line.indexOf("\",\"");
            if (comma < 1 || title < 0 || !line.substring(0, comma).matches("\\d{1,4}")) {
                throw new IOException(file + ": a line is not class,\"title\",\"text\": '" + line + "'");
            }
            String text = line.substring(title + 3).replaceAll("\"$", "").replace("\"\"", "\"");
            texts.add(
                    new Text(TextVocabulary.split(text, byCharacter), Integer.parseInt(line.substring(0, comma)) - 1));
        }
        return texts;
    }

    /** Folders pos and neg with a file a review, whose name ends with the number of stars. */
    private static List<Text> imdb(Path folder, boolean fine, boolean byCharacter) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (String kind : List.of("pos", "neg")) {
            List<Path> files;
            try (Stream<Path> found = Files.list(folder.resolve(kind))) {
                files = found.filter(f -> f.toString().endsWith(".txt"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                String name = file.getFileName().toString();
                int stars = Integer.parseInt(name.replaceAll(".*_(\\d+)\\.txt", "$1"));
                int label = fine ? (stars <= 2 ? 0 : stars <= 4 ? 1 : stars <= 8 ? 2 : 3) : kind.equals("pos") ? 0 : 1;
                texts.add(new Text(TextVocabulary.split(Files.readString(file), byCharacter), label));
            }
        }
        return texts;
    }
}
