package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Tuple;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a perceptron in a loop of its own: Chainer's {@code examples/mnist/train_mnist_custom_loop.py}. */
@Command(
        name = "mnist-custom-loop",
        header = "The same in a loop of its own, without a Trainer.",
        description =
                "Trains as 'mnist' does. --resume takes a folder with the files mlp.model and mlp.state of an earlier run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainMnistCustomLoop implements Callable<Integer> {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(100, 20);

    @Option(
            names = {"--unit", "-u"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of units in each hidden layer. Default: ${DEFAULT-VALUE}.")
    private int units;

    private final PrintStream console = System.out;
    private Classifier model;
    private Device device;
    private double sumLoss;
    private double sumAccuracy;
    private long count;

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            device = options.device();
            train();
        }
        return 0;
    }

    private void train() throws IOException {
        Digits digits = Digits.load(data, options.seed(), 1);
        digits.print(console);
        console.println("# unit: " + units);
        options.print(console, data);

        model = new Classifier(new MLP(units, Digits.NAMES.size()));
        model.toDevice(device);
        MnistTraining.show(model, digits, device, options.out(), console);
        var optimizer = new Adam();
        optimizer.setup(model);
        if (options.resume() != null) {
            Path folder = options.resume();
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException("--resume: the folder " + folder.toAbsolutePath()
                        + " is not there; give one with mlp.model and mlp.state");
            }
            Serializers.loadNpz(folder.resolve("mlp.model"), model);
            Serializers.loadNpz(folder.resolve("mlp.state"), optimizer);
        }

        var trainIterator = new SerialIterator<>(digits.train(), options.batchSize());
        var testIterator = new SerialIterator<>(digits.test(), options.batchSize(), false, false);
        while (trainIterator.epoch() < options.epochs(data)) {
            Batch batch = batch(trainIterator.next());
            optimizer.update(model, new Variable(batch.get(0), false), new Variable(batch.get(1), false));
            count(batch);
            if (trainIterator.isNewEpoch()) {
                console.println("epoch: " + trainIterator.epoch());
                printMeans("train mean");
                try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                        Chainer.Scope mode = Chainer.noBackpropMode()) {
                    testIterator.reset();
                    while (testIterator.hasNext()) {
                        Batch test = batch(testIterator.next());
                        model.apply(new Variable(test.get(0), false), new Variable(test.get(1), false));
                        count(test);
                    }
                }
                printMeans("test mean ");
            }
        }

        console.println("save the model");
        Serializers.saveNpz(options.out().resolve("mlp.model"), model);
        console.println("save the optimizer");
        Serializers.saveNpz(options.out().resolve("mlp.state"), optimizer);
        MnistTraining.finish(model, digits, device, options.out(), console);
    }

    private Batch batch(List<Tuple> examples) {
        return new ConcatExamples().convert(examples, device);
    }

    private void count(Batch batch) {
        long size = batch.get(1).size();
        sumLoss += model.loss().item() * size;
        sumAccuracy += model.accuracy().item() * size;
        count += size;
    }

    private void printMeans(String what) {
        console.printf(Locale.ROOT, "%s loss: %f, accuracy: %f%n", what, sumLoss / count, sumAccuracy / count);
        sumLoss = 0;
        sumAccuracy = 0;
        count = 0;
    }
}
