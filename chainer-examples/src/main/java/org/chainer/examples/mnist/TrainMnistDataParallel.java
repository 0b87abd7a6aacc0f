package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
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
import org.chainer.training.updaters.ParallelUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Splits each batch between two devices: Chainer's {@code examples/mnist/train_mnist_data_parallel.py}. */
@Command(
        name = "mnist-data-parallel",
        header = "The same with each batch split between two devices.",
        description = "Trains as 'mnist' does, with a copy of the model on each of two devices, or twice on one.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainMnistDataParallel implements Callable<Integer> {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(400, 20);

    @Mixin
    private final TwoDevices devices = new TwoDevices();

    @Option(
            names = {"--unit", "-u"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of units in each hidden layer. Default: ${DEFAULT-VALUE}.")
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

        var model = new Classifier(new MLP(units, Digits.NAMES.size()));
        model.toDevice(first);
        MnistTraining.show(model, digits, first, options.out(), console);
        var optimizer = new Adam();
        optimizer.setup(model);

        Map<String, Device> places = new LinkedHashMap<>();
        places.put("main", first);
        places.put("second", second);
        var updater = new ParallelUpdater(new SerialIterator<>(digits.train(), options.batchSize()), optimizer, places);
        var trainer = options.trainer(updater, data);
        MnistTraining.extend(trainer, model, digits, options.batchSize(), first);
        trainer.extend(Snapshot.snapshot(), Trigger.epochs(Math.max(1, options.epochs(data))));
        options.run(trainer);
        MnistTraining.finish(model, digits, first, options.out(), console);
    }
}
