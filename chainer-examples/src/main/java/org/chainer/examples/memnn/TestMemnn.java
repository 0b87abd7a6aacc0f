package org.chainer.examples.memnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Tuple;
import org.chainer.examples.common.RunOptions;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answers questions with a network that {@code memnn} has trained: Chainer's {@code examples/memnn/test_memnn.py}. */
@Command(
        name = "memnn-test",
        header = "Answers of a memory network that memnn has trained.",
        description = "Answers the questions of stories with a network that 'memnn' has trained.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TestMemnn implements Callable<Integer> {
    private static final int SYNTHETIC_STORIES = 3;

    @Parameters(index = "0", paramLabel = "MODEL", description = "The folder that 'memnn --model' has written.")
    private Path folder;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "A file of the bAbI data set. Default: made-up stories, which are printed.")
    private Path file;

    @Mixin
    private final RunOptions run = new RunOptions();

    /** For the command line. */
    public TestMemnn() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = run.start()) {
            answer(run.device(), System.out);
        }
        return 0;
    }

    private void answer(Device device, PrintStream console) throws IOException {
        Path parameterFile = folder.resolve(TrainMemnn.PARAMETER_FILE);
        if (!Files.exists(parameterFile)) {
            throw new NoSuchFileException("there is no " + parameterFile.toAbsolutePath()
                    + "; train a network with 'memnn --model " + folder + "'");
        }
        JsonNode parameters = new ObjectMapper().readTree(parameterFile.toFile());
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        parameters
                .get("vocabulary")
                .properties()
                .forEach(e -> vocabulary.put(e.getKey(), e.getValue().asInt()));
        List<String> words = new ArrayList<>(Collections.nCopies(vocabulary.size(), ""));
        vocabulary.forEach((word, id) -> words.set(id, word));
        int maxMemory = parameters.get("max_memory").asInt();
        var network = new MemNN(
                parameters.get("unit").asInt(),
                vocabulary.size(),
                SentenceEncoder.valueOf(parameters.get("sentence_repr").asText()),
                maxMemory,
                parameters.get("hop").asInt());
        Serializers.loadNpz(folder.resolve(TrainMemnn.MODEL_FILE), new QuestionClassifier(network));
        network.toDevice(device);

        // The seed is neither that of the stories trained on nor that of those tested with.
        List<String> lines =
                file == null ? SyntheticStories.lines(run.seed() + 2, SYNTHETIC_STORIES) : Files.readAllLines(file);
        String name = file == null ? "made-up stories" : file.toString();
        List<List<Babi.Line>> stories = Babi.parse(lines, name, word -> vocabulary.getOrDefault(word, 0));
        console.printf("Test data: %s: %d%n", name, stories.size());
        int correct = 0;
        int total = 0;
        for (List<Babi.Line> story : stories) {
            List<Tuple> questions = StoryData.tuples(List.of(story), maxMemory, StoryData.longestSentence(stories));
            int next = 0;
            for (Babi.Line line : story) {
                String text = text(line, words);
                if (line.answer() == null) {
                    if (file == null) {
                        console.println(text);
                    }
                } else {
                    int answer = answer(network, questions.get(next++), device);
                    console.println(
                            (file == null ? text + "? " : "") + words.get(answer) + " " + words.get(line.answer()));
                    correct += answer == line.answer() ? 1 : 0;
                    total++;
                }
            }
        }
        console.printf(
                Locale.ROOT,
                "Accuracy: %.2f%% (answer, then expected answer, of %d)%n",
                100.0 * correct / total,
                total);
    }

    private static String text(Babi.Line line, List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int word : line.words()) {
            text.append(text.isEmpty() ? "" : " ").append(words.get(word));
        }
        return text.toString();
    }

    private static int answer(MemNN network, Tuple question, Device device) {
        try (Chainer.Scope mode = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            NDArray sentences = question.<NDArray>get(0).expandDims(0).toDevice(device);
            NDArray asked = question.<NDArray>get(1).expandDims(0).toDevice(device);
            return (int) network.answer(sentences, asked).array().argMax(1).item();
        }
    }
}
