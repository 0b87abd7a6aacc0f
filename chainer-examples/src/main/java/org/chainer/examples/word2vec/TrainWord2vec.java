package org.chainer.examples.word2vec;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.RunOptions;
import org.chainer.examples.ptb.Corpus;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains word vectors: Chainer's {@code examples/word2vec/train_word2vec.py}. */
@Command(
        name = "word2vec",
        header = "Word vectors: skip-gram or continuous bag of words.",
        description =
                "Trains word vectors (skip-gram or continuous bag of words) on the Penn Treebank corpus, or on a made-up language.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainWord2vec implements Callable<Integer> {
    /** The file that the vectors are written to, in the output folder. */
    static final String MODEL_FILE = "word2vec.model";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = {"--unit", "-u"},
            defaultValue = "100",
            description = "Number of units of a vector. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = {"--window", "-w"},
            defaultValue = "5",
            description = "Size of the window. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = {"--batchsize", "-b"},
            defaultValue = "1000",
            description = "Number of words in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--epoch", "-e"},
            defaultValue = "20",
            description = "Number of sweeps over the text to train. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = {"--model", "-m"},
            defaultValue = "skipgram",
            description = "Model type: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Model kind;

    @Option(
            names = "--negative-size",
            defaultValue = "5",
            description = "Number of negative samples. Default: ${DEFAULT-VALUE}.")
    private int negativeSize;

    @Option(
            names = {"--out-type", "-o"},
            defaultValue = "hsm",
            description =
                    "Output type: hsm (hierarchical softmax), ns (negative sampling) or original (softmax over all words). Default: ${DEFAULT-VALUE}.")
    private OutputLoss.Kind outType;

    @Option(
            names = "--out",
            defaultValue = "result",
            description = "Folder for everything that the example writes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--resume", "-r"},
            description = "Go on from this snapshot.")
    private Path resume;

    @Option(
            names = "--snapshot-interval",
            description = "Epochs from snapshot to snapshot. Default: all, one at the end.")
    private Integer snapshotInterval;

    @Option(names = "--test", description = "Train on the first 100 words only, for a quick test.")
    private boolean test;

    enum Model {
        skipgram,
        cbow
    }

    /** For the command line. */
    public TrainWord2vec() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = run.start()) {
            train(run.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        run.print(console);
        console.println("# unit: " + units);
        console.println("Window: " + window);
        console.println("Minibatch-size: " + batchSize);
        console.println("# epoch: " + epochs);
        console.println("Training model: " + kind);
        console.println("Output type: " + outType);
        console.println();

        Corpus corpus = Corpus.load(data, run.seed());
        int vocabulary = corpus.vocabulary().size();
        int[] counts = new int[vocabulary];
        for (int word : corpus.train()) {
            counts[word]++;
        }
        for (int word : corpus.valid()) {
            counts[word]++;
        }
        double entropy = entropy(counts, corpus.valid());
        List<String> words = List.copyOf(corpus.vocabulary().keySet());
        corpus = corpus.head(test ? 100 : data.size(corpus.train().length));
        console.println(corpus.summary());
        console.println("n_vocab: " + vocabulary);
        console.println("data length: " + corpus.train().length);

        OutputLoss output = OutputLoss.of(outType, units, counts, negativeSize);
        WordVectors model = kind == Model.skipgram
                ? new WordVectors.SkipGram(vocabulary, units, output)
                : new WordVectors.ContinuousBow(vocabulary, units, output);
        model.toDevice(device);
        var optimizer = new Adam();
        optimizer.setup(model);

        var iterator = new WindowIterator(corpus.train(), window, batchSize, true);
        var validation = new WindowIterator(corpus.valid(), window, batchSize, false);
        var updater = new StandardUpdater(iterator, optimizer, WindowIterator::convert, device, null);
        var trainer = new Trainer(updater, Trigger.epochs(epochs), out);
        trainer.extend(new Evaluator(validation, model, WindowIterator::convert, device));
        trainer.extend(new LogReport());
        trainer.extend(new PrintReport("epoch", "main/loss", "validation/main/loss"));
        trainer.extend(new ProgressBar());
        int interval = snapshotInterval == null ? epochs : Math.min(snapshotInterval, epochs);
        trainer.extend(Snapshot.of("snapshot_epoch_{.updater.epoch}"), Trigger.epochs(interval));
        if (resume != null) {
            Serializers.loadNpz(resume, trainer);
        }
        trainer.run();

        if (outType != OutputLoss.Kind.ns) { // a sampled loss is no probability of words
            console.printf(
                    Locale.ROOT,
                    "loss for each word of the validation text: %.3f (by word frequencies alone: %.3f)%n",
                    lossPerWord(model, output, corpus.valid(), device),
                    entropy);
        }
        Path file = out.resolve(MODEL_FILE);
        NearestWords.write(file, words, model.vectors());
        showNeighbours(NearestWords.read(file), console);
        console.println("word vectors: " + file + " (look around with: word2vec-search --result " + out + ")");
    }

    /** Mean of {@code −ln p(word)} over a text, with the frequencies of words as probabilities. */
    private static double entropy(int[] counts, int[] text) {
        double all = IntStream.of(counts).sum();
        return IntStream.of(text)
                .mapToDouble(word -> -Math.log(counts[word] / all))
                .average()
                .orElseThrow();
    }

    private double lossPerWord(WordVectors model, OutputLoss output, int[] text, Device device) {
        var iterator = new WindowIterator(text, window, batchSize, false);
        double loss = 0;
        long predictions = 0;
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            while (iterator.hasNext()) {
                Batch batch = WindowIterator.convert(iterator.next(), device);
                NDArray contexts = batch.get(1);
                long count = kind == Model.skipgram ? contexts.size() : contexts.dim(0);
                Variable value = batch.lossOf(model);
                loss += value.item() * (output.isSum() ? 1 : count);
                predictions += count;
            }
        }
        return loss / predictions;
    }

    /** A few frequent and a few rare words, with their neighbours. */
    private static void showNeighbours(NearestWords vectors, PrintStream console) {
        int all = vectors.words().size();
        console.println("nearest words:");
        for (int i = 0; i < 6; i++) {
            String word = vectors.words().get(Math.min(all - 1, 10 + i * Math.min(all, 600) / 8));
            console.println("  " + word + ": "
                    + String.join(
                            ", ",
                            vectors.nearest(word, 5).stream()
                                    .map(n -> String.format(Locale.ROOT, "%s (%.2f)", n.word(), n.similarity()))
                                    .toList()));
        }
    }
}
