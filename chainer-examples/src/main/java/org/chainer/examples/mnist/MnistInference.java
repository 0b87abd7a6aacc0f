package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.NDArray;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Tuple;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.RunOptions;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Classifies an image by a trained model: Chainer's {@code examples/mnist/inference.py}. */
@Command(
        name = "mnist-inference",
        header = "Classifies a digit by a model that 'mnist' or 'mnist-custom-loop' has trained.",
        description =
                "Loads a Trainer's snapshot, or a model's file, and prints what it takes an image of the test for.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MnistInference implements Callable<Integer> {
    private static final String IN_SNAPSHOT = "updater/model:main/predictor/";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = {"--snapshot", "-s"},
            paramLabel = "FILE",
            defaultValue = "result/snapshot_iter_2000",
            description = "The snapshot or the model's file (mlp.model). Default: ${DEFAULT-VALUE}.")
    private Path snapshot;

    @Option(
            names = {"--unit", "-u"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of units in each hidden layer of the trained model. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--index",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which image of the test to classify. Default: ${DEFAULT-VALUE}.")
    private int index;

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            infer(System.out);
        }
        return 0;
    }

    private void infer(PrintStream console) throws IOException {
        options.print(console);
        console.println("# unit: " + units);
        console.println();
        var model = new MLP(units, Digits.NAMES.size());
        boolean isSnapshot;
        try (NpzFile file = new NpzFile(snapshot)) {
            isSnapshot = file.keys().stream().anyMatch(key -> key.startsWith(IN_SNAPSHOT));
        }
        Serializers.loadNpz(snapshot, model, isSnapshot ? IN_SNAPSHOT : "predictor/", true, name -> false);
        model.toDevice(options.device());

        Digits digits = Digits.load(data, options.seed(), 1);
        digits.print(console);
        Tuple example = digits.test().get(index);
        NDArray x = example.<NDArray>get(0).expandDims(0).toDevice(options.device());
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            console.println(
                    "Prediction: " + (int) model.apply(x).array().argMax(1).item());
        }
        console.println("Answer: " + (int) example.<NDArray>get(1).item());
    }
}
