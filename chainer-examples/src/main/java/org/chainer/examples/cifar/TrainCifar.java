package org.chainer.examples.cifar;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.examples.common.ClassifierPictures;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.MomentumSGD;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.ExponentialShift;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.triggers.EarlyStoppingTrigger;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a VGG on small images: Chainer's {@code examples/cifar/train_cifar.py}. */
@Command(
        name = "cifar",
        header = "Small colour images by a convolutional network in the style of VGG.",
        description =
                "Trains on CIFAR-10, CIFAR-100 or on made-up shapes. A folder for --data has the archive cifar-10-binary.tar.gz (cifar-100-binary.tar.gz), the files that it contains, or the archive of the Python version.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainCifar implements Callable<Integer> {
    @Option(
            names = "--dataset",
            paramLabel = "cifar10|cifar100",
            defaultValue = "cifar10",
            description = "Which images: of 10 classes (cifar10) or of 100 (cifar100). Default: ${DEFAULT-VALUE}.")
    private SmallImages.Kind kind;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(64, 300, 10);

    @Option(
            names = {"--learnrate", "-l"},
            paramLabel = "RATE",
            defaultValue = "0.05",
            description = "Learning rate of the stochastic gradient descent. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--early-stopping",
            paramLabel = "METRIC",
            description = "Stop when this value, such as validation/main/loss, gets no better any more.")
    private String earlyStopping;

    @Option(
            names = "--ch",
            paramLabel = "N",
            description = "Channels of the first group of convolutions. Default: 64; 16 on made-up data.")
    private Integer channels;

    @Option(
            names = "--dropout",
            paramLabel = "FACTOR",
            description =
                    "Factor of the ratios of dropout, which are 0.3 to 0.5. Default: 1; 0 on made-up data, which are few.")
    private Double dropout;

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        SmallImages images = SmallImages.load(data, kind, options.seed());
        images.print(console);
        options.print(console, data);

        int width = channels != null ? channels : data.isSynthetic() ? 16 : 64;
        double dropRatio = dropout != null ? dropout : data.isSynthetic() ? 0 : 1;
        var model = new Classifier(new VGG(images.names().size(), width, dropRatio));
        model.toDevice(device);
        var two = new ConcatExamples().convert(images.train().slice(0, 2), device);
        ModelSummary.show(
                model,
                copy -> copy.apply(new Variable(two.get(0), false), new Variable(two.get(1), false)),
                options.out(),
                console);

        var optimizer = new MomentumSGD(learningRate);
        optimizer.setup(model);
        optimizer.addHook(new WeightDecay(5e-4));
        var trainIterator = new SerialIterator<>(images.train(), options.batchSize());
        var testIterator = new SerialIterator<>(images.test(), options.batchSize(), false, false);
        var updater = new StandardUpdater(trainIterator, optimizer, device);
        var trainer = new Trainer(updater, stop(), options.out());
        trainer.extend(new Evaluator(testIterator, model, new ConcatExamples(), device));
        trainer.extend(new ExponentialShift("lr", 0.5), Trigger.epochs(25));
        trainer.extend(Snapshot.of("snapshot_epoch_{.updater.epoch}").retain(1), Trigger.epochs(1));
        trainer.extend(new LogReport());
        trainer.extend(plot("loss", images));
        trainer.extend(plot("accuracy", images));
        trainer.extend(new PrintReport(
                "epoch",
                "main/loss",
                "validation/main/loss",
                "main/accuracy",
                "validation/main/accuracy",
                "elapsed_time"));
        trainer.extend(new ProgressBar(10));
        options.run(trainer);

        var matrix = ClassifierPictures.write(
                (Layer) model.predictor(), images.test(), images.names(), device, options.out(), images.description());
        console.printf(Locale.ROOT, "test accuracy: %.4f%n", matrix.accuracy());
        console.println(
                "written to " + options.out() + ": predictions.png, confusion.png, cg.png (the graph), log and others");
    }

    private static PlotReport plot(String what, SmallImages images) {
        return new PlotReport(List.of("main/" + what, "validation/main/" + what), "epoch", what + ".png")
                .title(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " on "
                        + images.description());
    }

    private Trigger stop() {
        Trigger end = Trigger.epochs(options.epochs(data));
        return earlyStopping == null
                ? end
                : new EarlyStoppingTrigger()
                        .monitor(earlyStopping)
                        .verbose(true)
                        .maxTrigger(end);
    }
}
