package org.chainer.examples.ptb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.dataset.ConcatExamples;
import org.chainer.datasets.Ptb;
import org.chainer.datasets.WordSequences;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.SGD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The {@code ptb} example's model on the real corpus against the losses that Chainer had, from the same weights. */
class PtbEpochGoldenTest {
    private static final int BATCH = 20;
    private static final int BPROP_LEN = 35;

    private final Path golden = folder("chainer.golden", "golden").resolve("ptb_epoch1.json");
    private final Path corpus = folder("chainer.ptb", "data/ptb");

    private static Path folder(String property, String shared) {
        String given = System.getProperty(property);
        if (given == null) {
            return Path.of("../../shared").resolve(shared); // beside the repository; tests run in the module's folder
        }
        Path fromRepository = Path.of("..").resolve(given);
        return Files.exists(Path.of(given)) || !Files.exists(fromRepository) ? Path.of(given) : fromRepository;
    }

    private JsonNode expected() throws IOException {
        assumeTrue(Files.exists(golden), "no golden data in " + golden.toAbsolutePath() + " (-Dchainer.golden)");
        assumeTrue(
                Files.exists(corpus.resolve("ptb.train.txt")),
                "no Penn Treebank corpus in " + corpus.toAbsolutePath()
                        + " (-Dchainer.ptb); its licence does not allow to ship it");
        return new ObjectMapper().readTree(golden.toFile());
    }

    @Test
    void firstLossesAreChainers() throws IOException {
        JsonNode losses = expected().get("loss_every_iteration");
        Run run = new Run(Ptb.getPtbWords(corpus), 200);
        for (int i = 0; i < 20; i++) {
            assertThat(run.iteration())
                    .as("loss of iteration " + i)
                    .isCloseTo(losses.get(i).asDouble(), within(1e-4));
        }
        System.out.println("PtbEpochGoldenTest: 20 losses");
    }

    @Test
    @Tag("full")
    void perplexitiesAfterAnEpochAreChainers() throws IOException {
        JsonNode expected = expected();
        WordSequences words = Ptb.getPtbWords(corpus);
        Run run = new Run(words, 200);
        for (int i = 0; i < expected.get("iterations").asInt(); i++) {
            run.iteration();
        }
        double valid = run.perplexity(words.valid());
        double test = run.perplexity(words.test());
        System.out.printf("PtbEpochGoldenTest: perplexity %.2f (validation), %.2f (test)%n", valid, test);
        double goldenValid = expected.get("valid_perplexity_first_5000_words").asDouble();
        double goldenTest = expected.get("test_perplexity_first_5000_words").asDouble();
        assertThat(valid).isCloseTo(goldenValid, within(0.05 * goldenValid));
        assertThat(test).isCloseTo(goldenTest, within(0.05 * goldenTest));
    }

    /** A training run as the example's, but with the golden weights and without dropout. */
    private static final class Run {
        private final Classifier model;
        private final SGD optimizer = new SGD(1.0);
        private final ParallelSequentialIterator iterator;

        Run(WordSequences words, int units) {
            iterator = new ParallelSequentialIterator(words.train(), BATCH);
            model = new Classifier(new RnnForLm(10_000, units, 0));
            model.setComputeAccuracy(false);
            optimizer.setup(model);
            optimizer.addHook(new GradientClipping(5));
            List<String> paths = model.namedParams().keySet().stream().sorted().toList();
            for (int k = 0; k < paths.size(); k++) {
                fill(model.namedParams().get(paths.get(k)), (long) k << 32);
            }
        }

        private static void fill(Parameter parameter, long first) {
            float[] values = new float[(int) parameter.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (((splitmix64(first + i) >>> 11) * 0x1p-53 * 2 - 1) * 0.1);
            }
            parameter.array().copyFrom(NDArray.of(values).reshape(parameter.shape()));
        }

        private static long splitmix64(long seed) {
            long z = seed + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        double iteration() {
            Variable loss = Variable.scalar(0);
            for (int t = 0; t < BPROP_LEN; t++) {
                loss = loss.add(ConcatExamples.concatExamples(iterator.next()).lossOf(model));
            }
            model.clearGrads();
            loss.backward();
            loss.unchainBackward();
            optimizer.update();
            return loss.item() / BPROP_LEN;
        }

        double perplexity(NDArray text) {
            Classifier copy = (Classifier) model.copy(CopyMode.SHARE);
            ((RnnForLm) copy.predictor()).resetState();
            int[] words = text.toIntArray();
            double sum = 0;
            try (var mode = Chainer.noBackpropMode();
                    var test = Chainer.usingConfig(Config.TRAIN, false)) {
                for (int t = 0; t < 5000; t++) {
                    sum += copy.apply(id(words[t]), id(words[t + 1])).item();
                }
            }
            return Math.exp(sum / 5000);
        }

        private static Variable id(int word) {
            return new Variable(NDArray.of(word), false);
        }
    }
}
