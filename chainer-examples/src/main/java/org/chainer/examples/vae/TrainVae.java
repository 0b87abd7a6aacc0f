package org.chainer.examples.vae;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
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
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.TransformDataset;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.SampleSheet;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.examples.mnist.Digits;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
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

/** Trains a variational autoencoder: Chainer's {@code examples/vae/train_vae.py}. */
@Command(
        name = "vae",
        header = "A variational autoencoder, which learns to draw digits.",
        description =
                "Trains on the images of MNIST, without labels, or on made-up digits; files for --data as for 'mnist'. Draws images, their reconstructions, and digits that nobody wrote.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainVae implements Callable<Integer> {
    private static final int PIXELS = 784;
    private static final int SHEET = 50;
    private static final int COLUMNS = 10;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(100, 100, 30);

    @Option(
            names = {"--initmodel", "-m"},
            paramLabel = "FILE",
            description = "Begin with the parameters of this file.")
    private Path initialModel;

    @Option(
            names = {"--dim-z", "-z"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Size of the encoded vectors. Default: ${DEFAULT-VALUE}.")
    private int latent;

    @Option(
            names = "--dim-h",
            paramLabel = "N",
            defaultValue = "500",
            description = "Units of the hidden layers. Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(
            names = "--beta",
            paramLabel = "FACTOR",
            defaultValue = "1.0",
            description = "Weight of the divergence from the prior in the loss. Default: ${DEFAULT-VALUE}.")
    private double beta;

    @Option(
            names = {"--k", "-k"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many vectors are drawn for each image. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(names = "--binary", description = "Make the images black and white, without grey.")
    private boolean binary;

    @Option(names = "--test", description = "Use 100 images only, for a quick test.")
    private boolean test;

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
        console.println("# dim z: " + latent);
        options.print(console, data);
        Dataset<NDArray> images = images(digits.train());
        Dataset<NDArray> tests = images(digits.test());

        var model = new AvgELBOLoss(
                new Encoder(PIXELS, latent, hidden),
                new Decoder(PIXELS, latent, hidden, binary),
                new Prior(latent),
                beta,
                samples);
        if (initialModel != null) {
            Serializers.loadNpz(initialModel, model);
        }
        model.toDevice(device);
        Variable two = new Variable(
                new ConcatExamples().convert(images.slice(0, 2), device).get(0), false);
        ModelSummary.show(model, copy -> copy.apply(two), options.out(), console);
        var optimizer = new Adam();
        optimizer.setup(model);

        var trainIterator = new SerialIterator<>(images, options.batchSize());
        var testIterator = new SerialIterator<>(tests, options.batchSize(), false, false);
        var trainer = options.trainer(new StandardUpdater(trainIterator, optimizer, device), data);
        trainer.extend(new Evaluator(testIterator, model, new ConcatExamples(), device));
        trainer.extend(Snapshot.snapshot(), Trigger.epochs(Math.max(1, options.epochs(data))));
        trainer.extend(new LogReport());
        double meanImage = lossOfMeanImage(images, tests);
        trainer.extend(new PlotReport(List.of("main/loss", "validation/main/loss"), "epoch", "loss.png")
                .title("Negative lower bound on " + digits.description())
                .line("the mean image", meanImage));
        trainer.extend(new PrintReport(
                "epoch", "main/loss", "validation/main/loss", "main/reconstr", "main/kl_penalty", "elapsed_time"));
        trainer.extend(new ProgressBar());
        options.run(trainer);

        Map<String, Double> result = new Evaluator(testIterator, model, new ConcatExamples(), device).evaluate();
        console.printf(
                Locale.ROOT,
                "test loss: %.2f nats an image; of the mean image, which needs no code: %.2f%n",
                result.get("main/loss"),
                meanImage);
        draw(model, images, tests, device);
        console.println("written to " + options.out()
                + ": train.png, train_reconstructed.png, test.png, test_reconstructed.png, sampled.png and others");
    }

    private Dataset<NDArray> images(Dataset<Tuple> digits) {
        Dataset<NDArray> images = new TransformDataset<>(digits, example -> {
            NDArray image = example.get(0);
            return binary ? blackAndWhite(image) : image;
        });
        return test ? Dataset.of(images.slice(0, Math.min(100, images.size()))) : images;
    }

    private static NDArray blackAndWhite(NDArray image) {
        float[] pixels = image.toFloatArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] >= 0.5 ? 1 : 0;
        }
        return NDArray.of(pixels);
    }

    /** The loss of a model that says of each pixel how often it is white in training: what a code must improve upon. */
    private static double lossOfMeanImage(Dataset<NDArray> images, Dataset<NDArray> tests) {
        double[] mean = new double[PIXELS];
        for (NDArray image : images) {
            float[] pixels = image.toFloatArray();
            for (int i = 0; i < PIXELS; i++) {
                mean[i] += pixels[i] / images.size();
            }
        }
        double loss = 0;
        for (NDArray image : tests) {
            float[] pixels = image.toFloatArray();
            for (int i = 0; i < PIXELS; i++) {
                double p = Math.max(1e-4, Math.min(1 - 1e-4, mean[i]));
                loss -= (pixels[i] * Math.log(p) + (1 - pixels[i]) * Math.log(1 - p)) / tests.size();
            }
        }
        return loss;
    }

    private void draw(AvgELBOLoss model, Dataset<NDArray> images, Dataset<NDArray> tests, Device device)
            throws IOException {
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            drawReconstructions(model, images, "train", device);
            drawReconstructions(model, tests, "test", device);
            Variable z = model.prior().distribution().sample(SHEET);
            sheet("Images of random vectors", model.decoder().apply(z).mean().array(), "sampled");
        }
    }

    private void drawReconstructions(AvgELBOLoss model, Dataset<NDArray> images, String name, Device device)
            throws IOException {
        NDArray x = new ConcatExamples()
                .convert(images.slice(0, Math.min(SHEET, images.size())), device)
                .get(0);
        sheet("Images (" + name + ")", x, name);
        Variable z = model.encoder().apply(new Variable(x, false)).mean();
        sheet("Reconstructions (" + name + ")", model.decoder().apply(z).mean().array(), name + "_reconstructed");
    }

    private void sheet(String title, NDArray pixels, String name) throws IOException {
        new SampleSheet(title, COLUMNS)
                .addAll(pixels.reshape(-1, 28, 28))
                .write(options.out().resolve(name + ".png"));
    }
}
