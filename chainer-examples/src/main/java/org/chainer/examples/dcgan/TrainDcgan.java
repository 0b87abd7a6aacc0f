package org.chainer.examples.dcgan;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.datasets.Cifar;
import org.chainer.datasets.ImageDataset;
import org.chainer.datasets.ImageOptions;
import org.chainer.datasets.SyntheticImages;
import org.chainer.datasets.TransformDataset;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.SampleSheet;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.Adam;
import org.chainer.training.Extension;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a generative adversarial network: Chainer's {@code examples/dcgan/train_dcgan.py}. */
@Command(
        name = "dcgan",
        header = "A generative adversarial network, which learns to make small colour images.",
        description =
                "Trains on the images of CIFAR-10, on a folder of images of 32x32 pixels, or on made-up shapes. Draws generated images into the folder 'preview'.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainDcgan implements Callable<Integer> {
    private static final int MADE_UP = 5_000;
    private static final int SHEET = 100;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(50, 1000, 10);

    @Option(
            names = {"--dataset", "-i"},
            paramLabel = "DIR",
            description = "Folder of PNG or JPEG images, 32x32 in colour, to train on in place of --data.")
    private Path dataset;

    @Option(
            names = {"--n_hidden", "-n"},
            paramLabel = "N",
            defaultValue = "100",
            description = "Size of the random vectors. Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(
            names = "--snapshot_interval",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Take a snapshot and draw images each so many iterations. Default: ${DEFAULT-VALUE}.")
    private int snapshotInterval;

    @Option(
            names = "--display_interval",
            paramLabel = "N",
            defaultValue = "100",
            description = "Print the losses each so many iterations. Default: ${DEFAULT-VALUE}.")
    private int displayInterval;

    @Option(
            names = "--ch",
            paramLabel = "N",
            description = "Channels of the smallest images inside; divisible by 8. Default: 512; 64 on made-up data.")
    private Integer channels;

    @Option(
            names = "--learnrate",
            paramLabel = "RATE",
            description = "Adam's learning rate. Default: 0.0002; 0.001 on made-up data.")
    private Double learningRate;

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private record Images(String description, Dataset<NDArray> train) {}

    private Images load() throws IOException {
        ImageOptions bytes = ImageOptions.defaults().withScale(255);
        if (dataset != null) {
            try (Stream<Path> files = Files.list(dataset)) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("(?i).*\\.(png|jpe?g)"))
                        .sorted()
                        .toList();
                return new Images("the images in " + dataset, data.head(new ImageDataset(names, dataset)));
            }
        }
        if (data.isSynthetic()) {
            var shapes = SyntheticImages.getImages(options.seed(), 10, data.size(MADE_UP), 0, bytes)
                    .train();
            return new Images("made-up shapes", new TransformDataset<>(shapes, example -> example.get(0)));
        }
        var cifar = Cifar.getCifar10Images(bytes.withFolder(data.folder())).train();
        return new Images(data.describe("CIFAR-10", ""), data.head(cifar));
    }

    private void train(Device device, PrintStream console) throws IOException {
        Images images = load();
        console.printf(
                Locale.ROOT,
                "data: %s (%,d images to train on)%n",
                images.description(),
                images.train().size());
        console.println("# n_hidden: " + hidden);
        options.print(console, data);

        boolean synthetic = data.isSynthetic() && dataset == null;
        double rate = learningRate != null ? learningRate : synthetic ? 0.001 : 0.0002;
        int width = channels != null ? channels : synthetic ? 64 : 512;
        var generator = new Generator(hidden, width);
        var discriminator = new Discriminator(width);
        generator.toDevice(device);
        discriminator.toDevice(device);
        Variable two = new Variable(
                RandomState.shared()
                        .uniform(-1, 1, Chainer.config().dtype(), 2, hidden)
                        .toDevice(device),
                false);
        ModelSummary.show(generator, copy -> discriminator.apply(copy.apply(two)), options.out(), console);
        PixelStatistics wanted = PixelStatistics.of(sample(images.train()));
        double before = PixelStatistics.of(generate(generator, device)).distance(wanted);

        var updater = new DcganUpdater(
                new SerialIterator<>(images.train(), options.batchSize()),
                generator,
                discriminator,
                optimizer(generator, rate),
                optimizer(discriminator, rate),
                device);
        var trainer = options.trainer(updater, data);
        Trigger display = Trigger.iterations(displayInterval);
        trainer.extend(Snapshot.of("snapshot_iter_{.updater.iteration}.npz").retain(1), each(snapshotInterval));
        trainer.extend(Snapshot.object(generator, "gen_iter_{.updater.iteration}.npz"), each(snapshotInterval));
        trainer.extend(Snapshot.object(discriminator, "dis_iter_{.updater.iteration}.npz"), each(snapshotInterval));
        trainer.extend(new LogReport(display));
        trainer.extend(new PlotReport(List.of("gen/loss", "dis/loss"), "iteration", "loss.png")
                .trigger(each(displayInterval)));
        trainer.extend(new PrintReport("epoch", "iteration", "gen/loss", "dis/loss"), each(displayInterval));
        trainer.extend(new ProgressBar(10));
        trainer.extend("preview", preview(generator, device), each(snapshotInterval));
        options.run(trainer);

        NDArray generated = generate(generator, device);
        draw(generated, options.out().resolve("generated.png"));
        new SampleSheet("Training images: " + images.description(), 10)
                .addAll(sample(images.train()))
                .write(options.out().resolve("training.png"));
        console.printf(
                Locale.ROOT,
                "distance of the generated images' pixel statistics from the training images': %.4f; before training: %.4f%n",
                PixelStatistics.of(generated).distance(wanted),
                before);
        console.println("written to " + options.out() + ": generated.png, training.png, preview, loss.png and others");
    }

    private static Trigger each(int iterations) {
        return Trigger.iterations(iterations);
    }

    private static Adam optimizer(Link model, double rate) {
        var optimizer = new Adam(rate, 0.5, 0.999, 1e-8);
        optimizer.setup(model);
        optimizer.addHook(new WeightDecay(0.0001), "hook_dec");
        return optimizer;
    }

    /** The first training images, with values in [0, 1]. */
    private static NDArray sample(Dataset<NDArray> images) {
        var first = images.slice(0, Math.min(SHEET, images.size()));
        return new ConcatExamples().convert(first, null).get(0).div(255);
    }

    private Extension preview(Generator generator, Device device) {
        return trainer -> {
            String name = String.format(
                    Locale.ROOT, "image%08d.png", trainer.updater().iteration());
            try {
                draw(
                        generate(generator, device),
                        options.out().resolve("preview").resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** A hundred images of the same vectors each time; the training's random numbers don't change by that. */
    private NDArray generate(Generator generator, Device device) {
        RandomState random = RandomState.shared();
        long seed = random.getSeed();
        long offset = random.getOffset();
        RandomState.seed(options.seed());
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            NDArray z = generator.makeHidden(SHEET).toDevice(device);
            return generator.apply(new Variable(z, false)).array();
        } finally {
            random.setState(seed, offset);
        }
    }

    private static void draw(NDArray images, Path file) throws IOException {
        new SampleSheet("Generated images", 10).addAll(images).write(file);
    }
}
