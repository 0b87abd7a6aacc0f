package org.chainer.examples.memnn;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.examples.common.RunOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains an end-to-end memory network: Chainer's {@code examples/memnn/train_memnn.py}. */
@Command(
        name = "memnn",
        header = "A memory network that answers questions on stories.",
        description = "Trains an end-to-end memory network on stories of the bAbI data set, or on made-up stories.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainMemnn implements Callable<Integer> {
    static final String MODEL_FILE = "model.npz";
    static final String PARAMETER_FILE = "parameter.json";
    private static final int SYNTHETIC_STORIES = 400;

    @Parameters(
            arity = "0..2",
            paramLabel = "TRAIN_DATA TEST_DATA",
            description =
                    "Two files of the bAbI data set, such as qa1_single-supporting-fact_train.txt and …_test.txt. Default: made-up stories.")
    private List<Path> files = List.of();

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = {"--model", "-m"},
            defaultValue = "model",
            description = "Folder that the trained model is stored in. Default: ${DEFAULT-VALUE}.")
    private Path modelFolder;

    @Option(
            names = {"--batchsize", "-b"},
            defaultValue = "100",
            description = "Number of questions in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--epoch", "-e"},
            description = "Number of sweeps over the stories to train. Default: 100; 60 on made-up stories.")
    private Integer epochs;

    @Option(
            names = {"--unit", "-u"},
            defaultValue = "20",
            description = "Number of units. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = {"--hop", "-H"},
            defaultValue = "3",
            description = "Number of hops. Default: ${DEFAULT-VALUE}.")
    private int hops;

    @Option(
            names = "--max-memory",
            description =
                    "Greatest number of sentences remembered. Default: 50; 10 on made-up stories, which are short.")
    private Integer memory;

    @Option(
            names = "--sentence-repr",
            defaultValue = "bow",
            description =
                    "How a sentence is represented: bow (bag of words) or pe (position encoding). Default: ${DEFAULT-VALUE}.")
    private SentenceEncoder encoder;

    @Option(
            names = {"--out", "-o"},
            defaultValue = "result",
            description = "Folder for the log and the plot. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /** For the command line. */
    public TrainMemnn() {}

    @Override
    public Integer call() throws IOException {
        if (files.size() == 1) {
            throw new IllegalArgumentException(
                    "memnn: two files are expected, TRAIN_DATA and TEST_DATA, or none for made-up stories");
        }
        try (DeviceScope scope = run.start()) {
            train(run.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        int maxMemory = memory != null ? memory : files.isEmpty() ? SyntheticStories.LENGTH : 50;
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        vocabulary.put("<unk>", 0);
        List<List<Babi.Line>> trainStories = stories(0, run.seed(), SYNTHETIC_STORIES, vocabulary);
        List<List<Babi.Line>> testStories = stories(1, run.seed() + 1, SYNTHETIC_STORIES / 2, vocabulary);
        console.printf("Training data: %s: %d%n", name(0), trainStories.size());
        console.printf("Test data: %s: %d%n", name(1), testStories.size());
        int length = Math.max(StoryData.longestSentence(trainStories), StoryData.longestSentence(testStories));
        List<Tuple> train = StoryData.tuples(trainStories, maxMemory, length);
        List<Tuple> test = StoryData.tuples(testStories, maxMemory, length);
        console.printf(
                Locale.ROOT,
                "the most frequent answer is right in %.1f %% of the test questions%n",
                100 * StoryData.mostFrequentAnswer(test));

        var network = new MemNN(units, vocabulary.size(), encoder, maxMemory, hops);
        network.fixIgnoreLabel();
        var model = new QuestionClassifier(network);
        model.toDevice(device);
        var optimizer = new Adam();
        optimizer.setup(model);
        var iterator = new SerialIterator<>(Dataset.of(train), Math.min(batchSize, train.size()));
        var testIterator = new SerialIterator<>(Dataset.of(test), batchSize, false, false);
        var trainer = new Trainer(
                new StandardUpdater(iterator, optimizer, device),
                Trigger.epochs(epochs != null ? epochs : files.isEmpty() ? 60 : 100),
                out);
        trainer.extend("fix_ignore_label", t -> network.fixIgnoreLabel(), Trigger.iterations(1));
        trainer.extend(new Evaluator(testIterator, model, new ConcatExamples(), device));
        trainer.extend(new LogReport());
        trainer.extend(new PrintReport(
                "epoch", "main/loss", "validation/main/loss", "main/accuracy", "validation/main/accuracy"));
        trainer.extend(new PlotReport(List.of("main/accuracy", "validation/main/accuracy"), "epoch", "accuracy.png")
                .title("Share of questions answered, on " + name(0)));
        trainer.extend(new ProgressBar(10));
        trainer.run();
        save(model, vocabulary, maxMemory);
        console.println("model: " + modelFolder + " (answer questions with: memnn-test " + modelFolder + ")");
    }

    private String name(int part) {
        return files.isEmpty() ? "made-up stories" : files.get(part).toString();
    }

    private List<List<Babi.Line>> stories(int part, long seed, int size, Map<String, Integer> vocabulary)
            throws IOException {
        if (files.isEmpty()) {
            return Babi.parse(
                    SyntheticStories.lines(seed, size),
                    name(part),
                    word -> vocabulary.computeIfAbsent(word, w -> vocabulary.size()));
        }
        return Babi.read(files.get(part), word -> vocabulary.computeIfAbsent(word, w -> vocabulary.size()));
    }

    private void save(QuestionClassifier model, Map<String, Integer> vocabulary, int maxMemory) throws IOException {
        Files.createDirectories(modelFolder);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("unit", units);
        parameters.put("hop", hops);
        parameters.put("max_memory", maxMemory);
        parameters.put("sentence_repr", encoder.name());
        parameters.put("vocabulary", vocabulary);
        new ObjectMapper().writeValue(modelFolder.resolve(PARAMETER_FILE).toFile(), parameters);
        Serializers.saveNpz(modelFolder.resolve(MODEL_FILE), model);
    }
}
