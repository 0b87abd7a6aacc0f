package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticSequencesTest {

    @Test
    void copiesAndReversals() {
        Dataset<Tuple> copies = SyntheticSequences.copying(1, 200, 5, 2, 4);
        Dataset<Tuple> reversals = SyntheticSequences.reversing(1, 200, 5, 2, 4);
        Set<Integer> lengths = new HashSet<>();
        Set<Integer> symbols = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            int[] source = copies.get(i).<NDArray>get(0).toIntArray();
            assertThat(copies.get(i).<NDArray>get(1).toIntArray()).isEqualTo(source);
            int[] reversed = reversals.get(i).<NDArray>get(1).toIntArray();
            assertThat(reversals.get(i).<NDArray>get(0).toIntArray()).isEqualTo(source);
            for (int t = 0; t < source.length; t++) {
                assertThat(reversed[t]).isEqualTo(source[source.length - 1 - t]);
                symbols.add(source[t]);
            }
            lengths.add(source.length);
        }
        assertThat(lengths).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(symbols).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(copies.get(0).<NDArray>get(0).dtype()).isEqualTo(DType.INT32);
        assertThatThrownBy(() -> SyntheticSequences.copying(0, 1, 5, 4, 2)).hasMessageContaining("4 to 2");
        assertThatThrownBy(() -> SyntheticSequences.copying(0, 1, 0, 1, 2)).hasMessageContaining("0 symbols");
    }

    @Test
    void translationsFollowFromTheirSources() {
        SyntheticTranslation corpus = new SyntheticTranslation(0, 3000);
        Map<List<String>, List<String>> seen = new HashMap<>();
        for (int i = 0; i < corpus.size(); i++) {
            List<String> before = seen.put(corpus.source(i), corpus.target(i));
            assertThat(before == null || before.equals(corpus.target(i))).isTrue();
        }
        assertThat(seen.size()).isGreaterThan(2000);
    }

    @Test
    void translationsNeedOrderAsWellAsWords() {
        SyntheticTranslation corpus = new SyntheticTranslation(0, 2000);
        int verbs = 0;
        for (int i = 0; i < corpus.size(); i++) {
            List<String> source = corpus.source(i);
            List<String> target = corpus.target(i);
            assertThat(source).hasSizeBetween(3, 30);
            assertThat(target.get(target.size() - 1)).endsWith("uv");
            verbs += source.get(source.size() - 1).endsWith("ed") ? 1 : 0;
            for (int t = 0; t + 1 < source.size(); t++) {
                if (source.get(t).endsWith("ag")) {
                    assertThat(source.get(t + 1)).doesNotEndWith("ed");
                }
            }
            assertThat(target.stream().filter(word -> word.endsWith("ib")).count())
                    .isEqualTo(
                            source.stream().filter(word -> word.endsWith("ag")).count());
        }
        assertThat(verbs).isLessThan(corpus.size() / 4);
    }

    @Test
    void translationsAreArraysOfWordIds() {
        SyntheticTranslation corpus = new SyntheticTranslation(7, 50);
        assertThat(corpus.sourceVocabulary()).doesNotHaveDuplicates().hasSizeGreaterThan(100);
        assertThat(corpus.targetVocabulary()).doesNotHaveDuplicates().hasSizeGreaterThan(80);
        for (int i = 0; i < corpus.size(); i++) {
            Tuple pair = corpus.get(i);
            assertThat(Arrays.stream(pair.<NDArray>get(0).toIntArray()).mapToObj(corpus.sourceVocabulary()::get))
                    .containsExactlyElementsOf(corpus.source(i));
            assertThat(Arrays.stream(pair.<NDArray>get(1).toIntArray()).mapToObj(corpus.targetVocabulary()::get))
                    .containsExactlyElementsOf(corpus.target(i));
        }
        SyntheticTranslation again = new SyntheticTranslation(7, 50);
        assertThat(again.source(49)).isEqualTo(corpus.source(49));
        assertThat(new SyntheticTranslation(8, 50).source(49)).isNotEqualTo(corpus.source(49));
        assertThatThrownBy(() -> corpus.get(50)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new SyntheticTranslation(0, -1)).hasMessageContaining("got -1");
    }

    @Test
    void translationsAreWrittenForOtherTools(@TempDir Path folder) throws IOException {
        SyntheticTranslation corpus = new SyntheticTranslation(7, 50);
        corpus.writeTo(folder.resolve("new"));
        try (ParallelTextDataset lines =
                new ParallelTextDataset(folder.resolve("new/source.txt"), folder.resolve("new/target.txt"))) {
            assertThat(lines.size()).isEqualTo(50);
            assertThat(lines.get(3))
                    .containsExactly(String.join(" ", corpus.source(3)), String.join(" ", corpus.target(3)));
        }
        assertThat(Files.readAllLines(folder.resolve("new/source.vocab.txt"))).isEqualTo(corpus.sourceVocabulary());
        assertThat(Files.readAllLines(folder.resolve("new/target.vocab.txt"))).isEqualTo(corpus.targetVocabulary());
    }

    @Test
    void reviewsAreTreesThatReadBack() {
        Dataset<SentimentTree> trees = SyntheticSentiment.getTrees(0, 500);
        int[] labels = new int[5];
        for (SentimentTree tree : trees) {
            assertThat(SentimentTree.parse(tree.toString())).isEqualTo(tree);
            labels[tree.label()]++;
        }
        assertThat(Arrays.stream(labels)).allMatch(count -> count > 40);
        assertThat(SyntheticSentiment.getTrees(0, 500).asList()).isEqualTo(trees.asList());
        assertThat(SyntheticSentiment.getTrees(1, 500).asList()).isNotEqualTo(trees.asList());
        assertThatThrownBy(() -> SyntheticSentiment.getTrees(1, -1)).hasMessageContaining("got -1");
    }

    @Test
    void labelsOfReviewsFollowFromStructure() {
        int turned = 0;
        int contrasts = 0;
        for (SentimentTree tree : SyntheticSentiment.getTrees(3, 2000)) {
            turned += countTurned(tree);
            if (!tree.isLeaf()
                    && !tree.right().isLeaf()
                    && "but".equals(tree.right().left().word())) {
                assertThat(tree.label()).isEqualTo(tree.right().right().label());
                contrasts += tree.label() == tree.left().label() ? 0 : 1;
            }
        }
        assertThat(turned).isGreaterThan(300);
        assertThat(contrasts).isGreaterThan(300);
    }

    /** Counts what is turned round by "not", and checks it. */
    private static int countTurned(SentimentTree tree) {
        if (tree.isLeaf()) {
            return 0;
        }
        int here = 0;
        if ("not".equals(tree.left().word())) {
            assertThat(tree.label()).isEqualTo(4 - tree.right().label());
            here = tree.label() == 2 ? 0 : 1;
        }
        return here + countTurned(tree.left()) + countTurned(tree.right());
    }

    @Test
    void treesOfTheTreebankAreRead(@TempDir Path folder) throws IOException {
        String line = "(3 (2 It) (4 (2 's) (4 (3 good) (2 .))))";
        Path file = Files.writeString(folder.resolve("trees.txt"), line + "\n\n (0 awful) \n");
        List<SentimentTree> trees = SentimentTree.readFile(file);
        assertThat(trees).hasSize(2);
        assertThat(trees.get(0)).hasToString(line);
        assertThat(trees.get(0).words()).containsExactly("It", "'s", "good", ".");
        assertThat(trees.get(0).right().left().label()).isEqualTo(2);
        assertThat(trees.get(1)).isEqualTo(SentimentTree.leaf(0, "awful"));
    }

    @Test
    void badTreesAreNamed(@TempDir Path folder) throws IOException {
        for (String bad : List.of(
                "(3 (2 a))",
                "(3 a b)",
                "(x a)",
                "(3 a",
                "3 a",
                "(3 )",
                "(3 (2 a) (2 b) (2 c))",
                "(3 a) b",
                "(3 (2 a) b)")) {
            Path file = Files.writeString(folder.resolve("trees.txt"), "(1 fine)\n" + bad + "\n");
            assertThatThrownBy(() -> SentimentTree.readFile(file))
                    .as(bad)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Line 2 of " + file)
                    .hasMessageContaining("was expected at position");
        }
        String deep = "(1 ".repeat(100_000);
        assertThatThrownBy(() -> SentimentTree.parse(deep)).hasMessageContaining("1000 levels");
        assertThatThrownBy(() -> new SentimentTree(1, null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
