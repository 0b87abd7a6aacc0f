package org.chainer.examples.wavenet;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.SubDataset;
import org.chainer.datasets.TransformDataset;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.ModelSummary;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.MultithreadIterator;
import org.chainer.optimizers.Adam;
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

/** Trains a WaveNet: Chainer's {@code examples/wavenet/train.py}. */
@Command(
        name = "wavenet",
        header = "Sound, sample by sample: a WaveNet that is given the spectrogram.",
        description =
                "Trains on the VCTK corpus (a folder with wav48/SPEAKER/*.wav for --data) or on made-up tones. 'wavenet-generate' makes sounds by the trained model.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainWavenet implements Callable<Integer> {
    private static final int MADE_UP = 100;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(4, 100, 10);

    @Option(
            names = {"--length", "-l"},
            paramLabel = "N",
            description = "Number of samples of an example, a multiple of 256. Default: 7680; 2048 on made-up data.")
    private Integer length;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--learnrate",
            paramLabel = "RATE",
            description = "Adam's learning rate. Default: 0.0001; 0.003 on made-up data.")
    private Double learningRate;

    @Option(
            names = "--snapshot_interval",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Take a snapshot each so many iterations, and at the end. Default: ${DEFAULT-VALUE}.")
    private int snapshotInterval;

    @Option(
            names = "--display_interval",
            paramLabel = "N",
            description = "Report each so many iterations. Default: 100; 25 on made-up data.")
    private Integer displayInterval;

    @Option(
            names = "--process",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of threads that read sounds. Default: ${DEFAULT-VALUE}.")
    private int threads;

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

    private Dataset<Tuple> load(int samples) throws IOException {
        var preprocess = new Preprocess(samples, network.values(data.isSynthetic()), NetworkOptions.BANDS);
        if (data.isSynthetic()) {
            List<float[]> sounds = Sounds.madeUp(options.seed(), data.size(MADE_UP), samples + 1);
            return new TransformDataset<>(Dataset.of(sounds), preprocess::example);
        }
        if (data.isDownload()) {
            throw new IllegalArgumentException(
                    "--data download: the VCTK corpus is 11 GB; unpack it into a folder by hand, and give that");
        }
        return new TransformDataset<>(data.head(Dataset.of(Sounds.files(data.folder()))), file -> {
            try {
                return preprocess.example(Sounds.read(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void train(Device device, PrintStream console) throws IOException {
        int samples = or(length, 7680, 2048);
        if (samples % MelSpectrogram.HOP != 0) {
            throw new IllegalArgumentException(
                    "--length is " + samples + ", expected a multiple of " + MelSpectrogram.HOP);
        }
        Dataset<Tuple> sounds = load(samples);
        var split = SubDataset.splitDatasetRandom(sounds, (int) (sounds.size() * 0.9), options.seed());
        console.printf(
                Locale.ROOT,
                "data: %s (%,d sounds to train on, %,d to validate)%n",
                data.describe("the VCTK corpus", "made-up tones"),
                split.first().size(),
                split.second().size());
        options.print(console, data);

        var model = new SampleClassifier(network.create(data.isSynthetic()));
        model.toDevice(device);
        var one = new ConcatExamples().convert(split.first().slice(0, 1), device);
        ModelSummary.show(
                model,
                copy -> copy.apply(one.arrays().stream()
                        .map(array -> new Variable(array, false))
                        .toArray(Variable[]::new)),
                options.out(),
                console);
        var optimizer = new Adam(or(learningRate, 1e-4, 3e-3));
        optimizer.setup(model);

        var trainIterator = new MultithreadIterator<>(split.first(), options.batchSize(), true, true, threads);
        var validationIterator = new MultithreadIterator<>(split.second(), options.batchSize(), false, false, threads);
        var trainer = options.trainer(new StandardUpdater(trainIterator, optimizer, device), data);
        int display = or(displayInterval, 100, 25);
        trainer.extend(new Evaluator(validationIterator, model, new ConcatExamples(), device));
        trainer.extend(
                Snapshot.snapshot(),
                Trigger.iterations(snapshotInterval).or(Trigger.epochs(Math.max(1, options.epochs(data)))));
        trainer.extend(new LogReport(Trigger.iterations(display)));
        trainer.extend(
                new PrintReport(
                        "epoch",
                        "iteration",
                        "main/loss",
                        "main/accuracy",
                        "validation/main/loss",
                        "validation/main/accuracy"),
                Trigger.iterations(display));
        trainer.extend(plot("loss", display));
        trainer.extend(plot("accuracy", display));
        trainer.extend(new ProgressBar(10));
        options.run(trainer);

        var last = new MultithreadIterator<>(split.second(), options.batchSize(), false, false, 1);
        Map<String, Double> result = new Evaluator(last, model, new ConcatExamples(), device).evaluate();
        last.close();
        console.printf(
                Locale.ROOT,
                "validation loss: %.4f; of the values' frequencies alone: %.4f%n",
                result.get("main/loss"),
                entropy(split.second(), network.values(data.isSynthetic())));
        console.println("written to " + options.out() + ": snapshots, loss.png, accuracy.png, cg.dot (the graph), log");
    }

    private static PlotReport plot(String what, int interval) {
        return new PlotReport(List.of("main/" + what, "validation/main/" + what), "iteration", what + ".png")
                .trigger(Trigger.iterations(interval));
    }

    private static double entropy(Dataset<Tuple> sounds, int values) {
        double[] counts = new double[values];
        double all = 0;
        for (Tuple sound : sounds) {
            for (int value : sound.<NDArray>get(2).toIntArray()) {
                counts[value]++;
                all++;
            }
        }
        double entropy = 0;
        for (double count : counts) {
            entropy -= count == 0 ? 0 : count / all * Math.log(count / all);
        }
        return entropy;
    }
}
