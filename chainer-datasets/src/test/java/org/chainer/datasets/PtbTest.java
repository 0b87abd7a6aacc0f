package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.dataset.Downloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PtbTest {

    @TempDir
    Path folder;

    private void write(String train, String valid, String test) throws IOException {
        Files.writeString(folder.resolve("ptb.train.txt"), train);
        Files.writeString(folder.resolve("ptb.valid.txt"), valid);
        Files.writeString(folder.resolve("ptb.test.txt"), test);
    }

    @Test
    void idsFollowFirstAppearanceAndLinesEndWithEos() throws IOException {
        write(" the cat  sat \n the\tdog sat\r\n\n", "a cat\n", "the end");
        WordSequences words = Ptb.getPtbWords(folder);
        assertThat(words.train().toIntArray()).containsExactly(0, 1, 2, 3, 0, 4, 2, 3, 3);
        assertThat(words.valid().toIntArray()).containsExactly(5, 1, 3);
        assertThat(words.test().toIntArray()).containsExactly(0, 6, 3);
        assertThat(words.train().dtype()).isEqualTo(DType.INT32);
        Map<String, Integer> vocabulary = Ptb.getPtbWordsVocabulary(folder);
        assertThat(vocabulary.keySet()).containsExactly("the", "cat", "sat", "<eos>", "dog", "a", "end");
        assertThat(vocabulary.values()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void theRealCorpus() throws IOException {
        Path corpus = RealData.folder("ptb");
        WordSequences words = Ptb.getPtbWords(corpus);
        Map<String, Integer> vocabulary = Ptb.getPtbWordsVocabulary(corpus);
        assertThat(words.train().size()).isEqualTo(929_589);
        assertThat(words.valid().size()).isEqualTo(73_760);
        assertThat(words.test().size()).isEqualTo(82_430);
        assertThat(vocabulary).hasSize(10_000).containsEntry("aer", 0).containsEntry("<eos>", 24);
        int[] start = Arrays.copyOf(words.test().toIntArray(), 6);
        List<String> byId = List.copyOf(vocabulary.keySet());
        assertThat(Arrays.stream(start).mapToObj(byId::get))
                .containsExactly("no", "it", "was", "n't", "black", "monday");
    }

    @Test
    void syntheticLanguageIsReadBackWithTheSameWords() throws IOException {
        SyntheticLanguage language = new SyntheticLanguage(4, 2000, 300, 300);
        language.writeTo(folder);
        List<String> byId = List.copyOf(Ptb.getPtbWordsVocabulary(folder).keySet());
        List<String> languageById = List.copyOf(language.vocabulary().keySet());
        assertThat(Arrays.stream(Ptb.getPtbWords(folder).valid().toIntArray()).mapToObj(byId::get))
                .containsExactlyElementsOf(Arrays.stream(language.valid())
                        .mapToObj(languageById::get)
                        .toList());
    }

    @Test
    void filesPutIntoTheDatasetRootAreUsed(@TempDir Path root) throws IOException {
        write("a b", "b", "a");
        Path place = root.resolve("pfnet/chainer/ptb");
        Files.createDirectories(place.getParent());
        Files.move(folder, place);
        Downloads.setDatasetRoot(root);
        try {
            assertThat(Ptb.getPtbWords().train().toIntArray()).containsExactly(0, 1, 2);
            assertThat(Ptb.getPtbWordsVocabulary()).hasSize(3);
        } finally {
            Downloads.setDatasetRoot(null);
            Files.createDirectories(folder);
        }
    }

    @Test
    void badFilesAreNamed() throws IOException {
        write("a b\n", "b\n", "");
        assertThatThrownBy(() -> Ptb.getPtbWords(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("ptb.test.txt").toString())
                .hasMessageContaining("is empty");
        Files.write(folder.resolve("ptb.test.txt"), new byte[] {'a', '\n', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> Ptb.getPtbWords(folder))
                .hasMessageContaining(folder.resolve("ptb.test.txt").toString())
                .hasMessageContaining("UTF-8");
        Files.delete(folder.resolve("ptb.valid.txt"));
        assertThatThrownBy(() -> Ptb.getPtbWords(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(folder.resolve("ptb.valid.txt").toString());
    }
}
