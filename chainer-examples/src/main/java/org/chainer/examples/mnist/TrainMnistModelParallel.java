package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
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

/** Splits the model between two devices: Chainer's {@code examples/mnist/train_mnist_model_parallel.py}. */
@Command(
        name = "mnist-model-parallel",
        header = "The same with a model that is split between two devices.",
        description = "Trains as 'mnist' does, a model of four perceptrons: two on each of two devices, or all on one.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainMnistModelParallel implements Callable<Integer> {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(100, 20);

    @Mixin
    private final TwoDevices devices = new TwoDevices();

    @Option(
            names = {"--unit", "-u"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of units between the stages; half of it in hidden layers. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(devices.first(options), devices.second(options), System.out);
        }
        return 0;
    }

    private void train(Device first, Device second, PrintStream console) throws IOException {
        Digits digits = Digits.load(data, options.seed(), 1);
        digits.print(console);
        console.println("Devices: " + first.name() + ", " + second.name());
        console.println("# unit: " + units);
        options.print(console, data);

        var model = new Classifier(new ParallelMLP(units, Digits.NAMES.size(), first, second));
        MnistTraining.show(model, digits, first, options.out(), console);
        var optimizer = new Adam();
        optimizer.setup(model);
        // A device for the batches only: the model is where it belongs.
        var converter = new ConcatExamples();
        var updater = new StandardUpdater(
                new SerialIterator<>(digits.train(), options.batchSize()),
                optimizer,
                (examples, ignored) -> converter.convert(examples, first),
                null,
                null);
        var trainer = options.trainer(updater, data);
        MnistTraining.extend(trainer, model, digits, options.batchSize(), first);
        trainer.extend(Snapshot.snapshot(), Trigger.epochs(Math.max(1, options.epochs(data))));
        options.run(trainer);
        MnistTraining.finish(model, digits, first, options.out(), console);
    }
}
