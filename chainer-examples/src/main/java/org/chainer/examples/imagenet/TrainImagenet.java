package org.chainer.examples.imagenet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.LabeledImageDataset;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.RunOptions;
import org.chainer.iterators.MultithreadIterator;
import org.chainer.optimizers.MomentumSGD;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.ObserveValue;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a large network on listed images: Chainer's {@code examples/imagenet/train_imagenet.py}. */
@Command(
        name = "imagenet",
        header = "Large images by AlexNet, NIN, GoogLeNet, ResNet-50 or ResNeXt-50.",
        description =
                "Trains on the images that two files list: on each line the path of an image of 256x256 pixels in colour, and its label from 0 to 999. Without lists, it trains on made-up shapes, which it writes to the output folder as such files.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainImagenet implements Callable<Integer> {
    @ArgGroup(exclusive = false)
    private Lists lists;

    /** Both lists, or none. */
    private static final class Lists {
        @Parameters(index = "0", paramLabel = "TRAIN", description = "List of the images to train on.")
        private Path train;

        @Parameters(index = "1", paramLabel = "VAL", description = "List of the images to validate with.")
        private Path validation;
    }

    @Option(
            names = {"--arch", "-a"},
            paramLabel = "NAME",
            defaultValue = "nin",
            description = "Network: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Architecture architecture;

    @Option(
            names = {"--batchsize", "-B"},
            paramLabel = "N",
            defaultValue = "32",
            description = "Number of images in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--val_batchsize", "-b"},
            paramLabel = "N",
            defaultValue = "250",
            description = "Number of images in each mini-batch of the validation. Default: ${DEFAULT-VALUE}.")
    private int validationBatchSize;

    @Option(
            names = "--dtype",
            paramLabel = "float32|float64",
            description = "Dtype of images and parameters. Default: the configuration's, float32.")
    private String dtype;

    @Option(
            names = {"--epoch", "-E"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Number of sweeps over the images to train. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--initmodel", paramLabel = "FILE", description = "Begin with the parameters of this file.")
    private Path initialModel;

    @Option(
            names = {"--loaderjob", "-j"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of threads that read images. Default: ${DEFAULT-VALUE}.")
    private int loaders;

    @Option(
            names = {"--mean", "-m"},
            paramLabel = "FILE",
            defaultValue = "mean.npy",
            description =
                    "Mean image, as 'imagenet-compute-mean' writes it. Default: ${DEFAULT-VALUE}; on made-up images it is computed.")
    private Path meanFile;

    @Option(
            names = {"--resume", "-r"},
            paramLabel = "FILE",
            description = "Go on from this snapshot.")
    private Path resume;

    @Option(
            names = {"--out", "-o"},
            paramLabel = "DIR",
            defaultValue = "result",
            description = "Folder for everything that the example writes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--root", "-R"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder to which the listed paths are relative. Default: ${DEFAULT-VALUE}.")
    private Path root;

    @Option(names = "--test", description = "Report and validate in each iteration.")
    private boolean test;

    @Option(
            names = "--learnrate",
            paramLabel = "RATE",
            defaultValue = "0.01",
            description = "Learning rate. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "320",
            description =
                    "Number of made-up images to train on; a fifth as many to validate. Default: ${DEFAULT-VALUE}.")
    private int madeUp;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        String type = dtype == null ? Chainer.config().dtype().toString() : dtype;
        try (Chainer.Scope precision = Chainer.usingConfig("dtype", DType.of(type));
                DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private record Images(String description, Dataset<Tuple> train, Dataset<Tuple> validation, NDArray mean) {}

    private Images load() throws IOException {
        if (lists != null) {
            return new Images(
                    "the images in " + lists.train,
                    LabeledImageDataset.ofList(lists.train, root),
                    LabeledImageDataset.ofList(lists.validation, root),
                    MeanImage.read(meanFile).astype(Chainer.config().dtype()));
        }
        Path folder = out.resolve("images");
        MadeUpImages.write(folder, options.seed(), madeUp, Math.max(10, madeUp / 5));
        Dataset<Tuple> train = LabeledImageDataset.ofList(folder.resolve("train.txt"), folder);
        NDArray mean = ComputeMean.mean(train);
        MeanImage.write(folder.resolve("mean.npy"), mean);
        return new Images(
                "made-up shapes in " + folder,
                train,
                LabeledImageDataset.ofList(folder.resolve("val.txt"), folder),
                mean.astype(Chainer.config().dtype()));
    }

    private void train(Device device, PrintStream console) throws IOException {
        Images images = load();
        console.printf(
                Locale.ROOT,
                "data: %s (%,d images to train on, %,d to validate)%n",
                images.description(),
                images.train().size(),
                images.validation().size());
        options.print(console);
        console.println("Dtype: " + Chainer.config().dtype());
        console.println("# Minibatch-size: " + batchSize);
        console.println("# epoch: " + epochs);
        console.println();

        ImageNetModel model = architecture.create();
        if (initialModel != null) {
            console.println("Load model from " + initialModel);
            Serializers.loadNpz(initialModel, model);
        }
        model.toDevice(device);
        var train = new PreprocessedDataset(images.train(), images.mean(), model.insize(), true);
        var validation = new PreprocessedDataset(images.validation(), images.mean(), model.insize(), false);
        var two = new ConcatExamples().convert(validation.slice(0, 2), device);
        ModelSummary.show(
                model,
                copy -> copy.apply(new Variable(two.get(0), false), new Variable(two.get(1), false)),
                out,
                console);
        var trainIterator = new MultithreadIterator<>(train, batchSize, true, true, loaders);
        var validationIterator = new MultithreadIterator<>(validation, validationBatchSize, false, false, loaders);

        var optimizer = new MomentumSGD(learningRate, 0.9);
        optimizer.setup(model);
        var trainer = new Trainer(new StandardUpdater(trainIterator, optimizer, device), Trigger.epochs(epochs), out);
        boolean synthetic = lists == null;
        trainer.extend(
                new Evaluator(validationIterator, model, new ConcatExamples(), device), validationInterval(synthetic));
        trainer.extend(Snapshot.snapshot().retain(1), validationInterval(synthetic));
        trainer.extend(Snapshot.object(model, "model_iter_{.updater.iteration}"), Trigger.epochs(epochs));
        trainer.extend(new LogReport(logInterval(synthetic)));
        trainer.extend(ObserveValue.observeLr(), logInterval(synthetic));
        trainer.extend(new PlotReport(List.of("main/loss", "validation/main/loss"), "iteration", "loss.png")
                .trigger(logInterval(synthetic)));
        trainer.extend(
                new PrintReport(
                        "epoch",
                        "iteration",
                        "main/loss",
                        "validation/main/loss",
                        "main/accuracy",
                        "validation/main/accuracy",
                        "lr"),
                logInterval(synthetic));
        trainer.extend(new ProgressBar(10));
        if (resume != null) {
            Serializers.loadNpz(resume, trainer);
        }
        trainer.run();

        var last = new MultithreadIterator<>(validation, Math.min(32, validationBatchSize), false, false, loaders);
        Map<String, Double> result = new Evaluator(last, model, new ConcatExamples(), device).evaluate();
        last.close();
        console.printf(
                Locale.ROOT,
                "validation loss: %.4f, accuracy: %.4f%n",
                result.get("main/loss"),
                result.get("main/accuracy"));
        console.println("written to " + out + ": the model, loss.png, cg.dot (the graph), log and others");
    }

    private Trigger validationInterval(boolean synthetic) {
        return test ? Trigger.iterations(1) : synthetic ? Trigger.epochs(1) : Trigger.iterations(100_000);
    }

    private Trigger logInterval(boolean synthetic) {
        return test ? Trigger.iterations(1) : synthetic ? Trigger.epochs(1) : Trigger.iterations(1000);
    }
}
