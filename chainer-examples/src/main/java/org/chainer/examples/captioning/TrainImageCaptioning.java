package org.chainer.examples.captioning;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Converter;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.RunOptions;
import org.chainer.examples.common.SampleSheet;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network that describes images: Chainer's {@code examples/image_captioning}. */
@Command(
        name = "image-captioning",
        header = "Sentences that describe images, by a convolutional and a recurrent network.",
        description =
                "Trains on MSCOCO (a folder with annotations, train2014 and val2014 for --data; its images are made smaller) or on made-up shapes, whose captions name the shape. Prints captions of images that it was not trained on.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainImageCaptioning implements Callable<Integer> {
    private static final int SHOWN = 24;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = {"--out", "-o"},
            paramLabel = "DIR",
            defaultValue = "result",
            description = "Folder for everything that the example writes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--resume", "-r"},
            paramLabel = "FILE",
            description = "Go on from this snapshot.")
    private Path resume;

    @Option(
            names = "--max-iters",
            paramLabel = "N",
            description = "Number of iterations to train. Default: 50000; 500 on made-up data.")
    private Integer maxIterations;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "Number of images in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--dropout-ratio",
            paramLabel = "RATIO",
            description = "Dropout ratio of the language model. Default: 0.5; 0.1 on made-up data.")
    private Double dropout;

    @Option(
            names = "--hidden-size",
            paramLabel = "N",
            description = "Units of the language model. Default: 512; 128 on made-up data.")
    private Integer hidden;

    @Option(
            names = "--val-iter",
            paramLabel = "N",
            defaultValue = "100",
            description = "Validate each so many iterations. Default: ${DEFAULT-VALUE}.")
    private int validationInterval;

    @Option(
            names = "--log-iter",
            paramLabel = "N",
            defaultValue = "10",
            description = "Report each so many iterations. Default: ${DEFAULT-VALUE}.")
    private int logInterval;

    @Option(
            names = "--snapshot-iter",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Take a snapshot each so many iterations. Default: ${DEFAULT-VALUE}.")
    private int snapshotInterval;

    @Option(
            names = "--max-caption-length",
            paramLabel = "N",
            defaultValue = "30",
            description = "Length of the longest caption that is made. Default: ${DEFAULT-VALUE}.")
    private int maxLength;

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private <T> T or(T given, T real, T synthetic) {
        return given != null ? given : data.isSynthetic() ? synthetic : real;
    }

    private void train(Device device, PrintStream console) throws IOException {
        CaptionedImages images = CaptionedImages.load(data, options.seed());
        var vocabulary = new Vocabulary(images.train().captions(), data.isSynthetic() ? 1 : 5);
        console.printf(
                Locale.ROOT,
                "data: %s (%,d captions to train on, %,d to validate; %,d words)%n",
                images.description(),
                images.train().size(),
                images.validation().size(),
                vocabulary.size());
        options.print(console);
        console.println();

        var model = new ImageCaptionModel(vocabulary.size(), or(hidden, 512, 128), or(dropout, 0.5, 0.1));
        model.toDevice(device);
        var train = images.train().examples(vocabulary);
        var validation = images.validation().examples(vocabulary);
        Converter converter = ConcatExamples.padding(List.of(0, ImageCaptionModel.IGNORED));
        var two = converter.convert(train.slice(0, 2), device);
        ModelSummary.show(
                model,
                copy -> copy.apply(new Variable(two.get(0), false), new Variable(two.get(1), false)),
                out,
                console);
        var optimizer = new Adam();
        optimizer.setup(model);

        var trainIterator = new SerialIterator<>(train, batchSize);
        var validationIterator = new SerialIterator<>(validation, batchSize, false, false);
        int iterations = or(maxIterations, 50_000, 500);
        var updater = new StandardUpdater(trainIterator, optimizer, converter, device, null);
        var trainer = new Trainer(updater, Trigger.iterations(iterations), out);
        trainer.extend(
                new Evaluator(validationIterator, model, converter, device), Trigger.iterations(validationInterval));
        trainer.extend(new LogReport(Trigger.iterations(logInterval)));
        trainer.extend(new PlotReport(List.of("main/loss", "validation/main/loss"), "iteration", "loss.png")
                .trigger(Trigger.iterations(logInterval)));
        trainer.extend(
                new PrintReport("elapsed_time", "epoch", "iteration", "main/loss", "validation/main/loss"),
                Trigger.iterations(logInterval));
        trainer.extend(Snapshot.of("snapshot_{.updater.iteration}"), Trigger.iterations(snapshotInterval));
        trainer.extend(Snapshot.object(model, "model_{.updater.iteration}"), Trigger.iterations(snapshotInterval));
        trainer.extend(new ProgressBar(10));
        if (resume != null) {
            Serializers.loadNpz(resume, trainer);
        }
        trainer.run();
        describe(model, images, vocabulary, device, console);
    }

    private void describe(
            ImageCaptionModel model, CaptionedImages images, Vocabulary vocabulary, Device device, PrintStream console)
            throws IOException {
        var part = images.validation();
        List<String> made = new ArrayList<>();
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            for (int from = 0; from < part.size(); from += batchSize) {
                List<NDArray> batch = new ArrayList<>();
                for (int i = from; i < Math.min(from + batchSize, part.size()); i++) {
                    batch.add(part.images().apply(i));
                }
                NDArray x = new ConcatExamples().convert(batch, device).get(0);
                for (int[] caption : model.predict(new Variable(x, false), maxLength)) {
                    made.add(vocabulary.decode(caption));
                }
            }
        }
        double right = 0;
        SampleSheet sheet = new SampleSheet("Captions of images that the model was not trained on", 3);
        for (int i = 0; i < made.size(); i++) {
            boolean same = made.get(i)
                    .equals(vocabulary.decode(vocabulary.encode(part.captions().get(i))));
            right += same ? 1 : 0;
            if (i < SHOWN) {
                console.println((same ? "  " : "x ") + made.get(i));
                sheet.add(part.images().apply(i), made.get(i), !same);
            }
        }
        sheet.write(out.resolve("captions.png"));
        console.printf(
                Locale.ROOT,
                "captions that are right to the word: %.4f; of always giving the most frequent one: %.4f%n",
                right / made.size(),
                mostFrequent(part.captions()));
        console.println("written to " + out + ": captions.png, loss.png, cg.dot (the graph), log and others");
    }

    private static double mostFrequent(List<String> captions) {
        Map<String, Double> shares = new HashMap<>();
        captions.forEach(caption -> shares.merge(caption, 1.0 / captions.size(), Double::sum));
        return Collections.max(shares.values());
    }
}
