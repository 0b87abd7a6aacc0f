package org.chainer.examples.glance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Layer;
import org.chainer.Sequential;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.SubDataset;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.RunOptions;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.SGD;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Chainer at a glance, all in one method: Chainer's {@code examples/glance/glance.py}. */
@Command(
        name = "glance",
        header = "Chainer at a glance: edible or poisonous mushrooms, all in one method.",
        description =
                "Trains on a table of mushrooms: a CSV file whose first column is e (edible) or p (poisonous), such as the UCI data set 'Mushroom' with a line of column names; or on made-up mushrooms.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Glance implements Callable<Integer> {
    private static final String SYNTHETIC = "synthetic";

    @Option(
            names = "--data",
            paramLabel = "FILE|synthetic",
            defaultValue = SYNTHETIC,
            description = "The table, or 'synthetic' for made-up mushrooms. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(
            names = {"--epoch", "-e"},
            paramLabel = "N",
            defaultValue = "50",
            description = "Number of sweeps over the data to train. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = {"--out", "-o"},
            paramLabel = "DIR",
            defaultValue = "result",
            description = "Folder for everything that the example writes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        var mushrooms = data.equals(SYNTHETIC) ? Mushrooms.madeUp(options.seed()) : Mushrooms.read(Path.of(data));
        var all = mushrooms.rows();
        var split = SubDataset.splitDatasetRandom(all, (int) (all.size() * 0.7), options.seed());
        var train = split.first();
        var test = split.second();
        console.printf(
                Locale.ROOT,
                "data: %s (%,d to train on, %,d for the test)%n%n",
                mushrooms.description(),
                train.size(),
                test.size());
        var trainIterator = new SerialIterator<>(train, 100);
        var testIterator = new SerialIterator<>(test, 100, false, false);

        var network = new Sequential(new Linear(44), F::relu).repeat(2);
        network.append(new Linear(1));
        var model = new Classifier(network, F::sigmoidCrossEntropy, F::binaryAccuracy);
        model.toDevice(device);
        var two = new ConcatExamples().convert(train.slice(0, 2), device);
        ModelSummary.show(
                model,
                copy -> copy.apply(new Variable(two.get(0), false), new Variable(two.get(1), false)),
                out,
                console);

        var optimizer = new SGD();
        optimizer.setup(model);
        var trainer = new Trainer(new StandardUpdater(trainIterator, optimizer, device), Trigger.epochs(epochs), out);
        trainer.extend(new Evaluator(testIterator, model, new ConcatExamples(), device));
        trainer.extend(Snapshot.snapshot(), Trigger.epochs(20));
        trainer.extend(new LogReport());
        trainer.extend(new PlotReport(List.of("main/loss", "validation/main/loss"), "epoch", "loss.png"));
        trainer.extend(new PlotReport(List.of("main/accuracy", "validation/main/accuracy"), "epoch", "accuracy.png"));
        trainer.extend(new PrintReport(
                "epoch",
                "main/loss",
                "validation/main/loss",
                "main/accuracy",
                "validation/main/accuracy",
                "elapsed_time"));
        trainer.run();

        var result = new Evaluator(testIterator, model, new ConcatExamples(), device).evaluate();
        console.printf(
                Locale.ROOT,
                "test accuracy: %.4f; of always giving the more frequent answer: %.4f%n",
                result.get("main/accuracy"),
                shareOfMostFrequent(test));
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            Tuple example = test.get((int) RandomState.shared().nextLong(test.size()));
            NDArray x = example.<NDArray>get(0).expandDims(0).toDevice(device);
            boolean poisonous = ((Layer) model.predictor()).apply(x).item() >= 0;
            boolean actual = example.<NDArray>get(1).item() == 1;
            console.println("Predicted " + name(poisonous) + ", Actual " + name(actual));
        }
    }

    private static double shareOfMostFrequent(Dataset<Tuple> mushrooms) {
        double poisonous = 0;
        for (Tuple example : mushrooms) {
            poisonous += example.<NDArray>get(1).item() / mushrooms.size();
        }
        return Math.max(poisonous, 1 - poisonous);
    }

    private static String name(boolean poisonous) {
        return poisonous ? "Poisonous" : "Edible";
    }
}
