package org.chainer.examples.sentiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Dataset;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.AdaGrad;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.MicroAverage;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a recursive network on trees: Chainer's {@code examples/sentiment/train_sentiment.py}. */
@Command(
        name = "sentiment",
        header = "Sentiment of sentences by networks shaped like their trees.",
        description =
                "Trains a recursive network, shaped like each sentence's tree, on the Stanford treebank or on made-up reviews.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainSentiment implements Callable<Integer> {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(25, 400, 20);

    @Option(
            names = {"--unit", "-u"},
            defaultValue = "30",
            description = "Number of units. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = {"--label", "-l"},
            defaultValue = "5",
            description = "Number of labels. Default: ${DEFAULT-VALUE}.")
    private int labels;

    @Option(
            names = {"--epocheval", "-p"},
            defaultValue = "5",
            description = "Number of epochs from evaluation to evaluation. Default: ${DEFAULT-VALUE}.")
    private int epochEval;

    @Option(
            names = "--model",
            defaultValue = "recursive",
            description =
                    "Model type: recursive, node by node; minibatch, the same for all trees at once (train_recursive_minibatch.py); treelstm. Default: ${DEFAULT-VALUE}.")
    private Model kind;

    @Option(names = "--test", description = "Use ten sentences only, for a quick test.")
    private boolean test;

    enum Model {
        recursive,
        minibatch,
        treelstm
    }

    /** For the command line. */
    public TrainSentiment() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        Treebank trees = Treebank.load(data, options.seed());
        if (test) {
            trees = trees.head(10);
        }
        console.println(trees.summary());
        Vocabulary vocabulary = trees.vocabulary();
        SentimentModel model = switch (kind) {
            case recursive -> new RecursiveNet(vocabulary, units, labels);
            case minibatch -> new LevelwiseNet(vocabulary, units, labels);
            case treelstm -> new TreeLstmNet(vocabulary, units, labels);
        };
        model.toDevice(device);
        var optimizer = new AdaGrad(0.1);
        optimizer.setup(model);
        optimizer.addHook(new WeightDecay(0.0001));

        var iterator = new SerialIterator<>(
                Dataset.of(trees.train()),
                Math.min(options.batchSize(), trees.train().size()));
        var validation = new SerialIterator<>(Dataset.of(trees.dev()), options.batchSize(), false, false);
        var trainer = options.trainer(new TreeUpdater(iterator, optimizer), data);
        trainer.extend(new TreeEvaluator(validation, model), Trigger.epochs(epochEval));
        trainer.extend(new LogReport());
        trainer.extend(new MicroAverage("main/correct", "main/total", "main/accuracy"));
        trainer.extend(new MicroAverage(
                "validation/main/correct",
                "validation/main/total",
                "validation/main/accuracy",
                Trigger.epochs(epochEval)));
        trainer.extend(new PrintReport(
                "epoch",
                "main/loss",
                "validation/main/loss",
                "main/accuracy",
                "validation/main/accuracy",
                "elapsed_time"));
        trainer.extend(new PlotReport(List.of("main/accuracy", "validation/main/accuracy"), "epoch", "accuracy.png")
                .title("Share of nodes labelled right, on " + trees.description()));
        trainer.extend(Snapshot.of("snapshot_epoch_{.updater.epoch}"), Trigger.epochs(epochEval));
        trainer.extend(new ProgressBar(10));
        options.run(trainer);

        console.println("Test evaluation");
        print(model.evaluate(trees.test()), console);
        console.printf(
                Locale.ROOT,
                " (the most frequent label is right for %.2f %% of the roots)%n",
                100 * trees.mostFrequentLabel());
    }

    private static void print(NodeCount count, PrintStream console) {
        console.printf(
                Locale.ROOT,
                " Node accuracy: %.2f %% (%,d/%,d)%n",
                100.0 * count.correctNodes() / count.nodes(),
                count.correctNodes(),
                count.nodes());
        console.printf(
                Locale.ROOT,
                " Root accuracy: %.2f %% (%,d/%,d)%n",
                100.0 * count.correctRoots() / count.roots(),
                count.correctRoots(),
                count.roots());
    }
}
