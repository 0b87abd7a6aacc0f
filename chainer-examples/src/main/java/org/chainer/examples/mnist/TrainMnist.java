package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.Adam;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a perceptron with a Trainer: Chainer's {@code examples/mnist/train_mnist.py}. */
@Command(
        name = "mnist",
        header = "Hand-written digits by a multi-layer perceptron, with a Trainer.",
        description =
                "Trains on MNIST or on made-up digits. A folder for --data has the files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz; of the t10k files alone, nine tenths are for training.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainMnist implements Callable<Integer> {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(100, 20);

    @Option(
            names = {"--frequency", "-f"},
            paramLabel = "EPOCHS",
            defaultValue = "-1",
            description = "Take a snapshot each so many epochs; -1 for the last one only. Default: ${DEFAULT-VALUE}.")
    private int frequency;

    @Option(names = "--autoload", description = "Go on from the newest snapshot in the output folder, if there is one.")
    private boolean autoload;

    @Option(
            names = {"--unit", "-u"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of units in each hidden layer. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--net",
            paramLabel = "mlp|cnn",
            defaultValue = "mlp",
            description =
                    "Network: a perceptron (mlp) as in Chainer's example, or two convolutions in front (cnn). Default: ${DEFAULT-VALUE}.")
    private Net net;

    /** Which network to train. */
    private enum Net {
        mlp,
        cnn
    }

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        Digits digits = Digits.load(data, options.seed(), 1);
        digits.print(console);
        console.println("# unit: " + units);
        options.print(console, data);

        var model = new Classifier(
                net == Net.mlp ? new MLP(units, Digits.NAMES.size()) : new CNN(units, Digits.NAMES.size()));
        model.toDevice(device);
        MnistTraining.show(model, digits, device, options.out(), console);

        var optimizer = new Adam();
        optimizer.setup(model);
        var trainIterator = new SerialIterator<>(digits.train(), options.batchSize());
        var updater = new StandardUpdater(trainIterator, optimizer, device);
        var trainer = options.trainer(updater, data);
        MnistTraining.extend(trainer, model, digits, options.batchSize(), device);
        int each = frequency == -1 ? options.epochs(data) : Math.max(1, frequency);
        trainer.extend(Snapshot.snapshot().retain(1).autoload(autoload), Trigger.epochs(Math.max(1, each)));
        options.run(trainer);
        MnistTraining.finish(model, digits, device, options.out(), console);
    }
}
