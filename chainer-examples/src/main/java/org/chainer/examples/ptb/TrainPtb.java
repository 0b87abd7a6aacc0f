package org.chainer.examples.ptb;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.CopyMode;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.dataset.ConcatExamples;
import org.chainer.datasets.SyntheticLanguage;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.ExponentialShift;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.triggers.IntervalTrigger;
import org.chainer.training.updaters.BpttUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a recurrent language model: Chainer's {@code examples/ptb/train_ptb.py}. */
@Command(
        name = "ptb",
        header = "A recurrent language model of two LSTM layers, with a Trainer.",
        description =
                "Trains a recurrent language model on the Penn Treebank corpus, or on a made-up language whose best possible perplexity is known.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainPtb implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR|synthetic|download",
            defaultValue = Corpus.SYNTHETIC,
            description =
                    "Folder with ptb.train.txt, ptb.valid.txt and ptb.test.txt; 'download' for the corpus from the network; 'synthetic' for the made-up language. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(
            names = {"--batchsize", "-b"},
            defaultValue = "20",
            description = "Number of examples in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--bproplen", "-l"},
            defaultValue = "35",
            description = "Number of words in each mini-batch (= length of truncated BPTT). Default: ${DEFAULT-VALUE}.")
    private int bpropLen;

    @Option(
            names = {"--epoch", "-e"},
            description = "Number of sweeps over the dataset to train. Default: 39; 10 on the made-up language.")
    private Integer epochs;

    @Option(
            names = {"--device", "-d"},
            defaultValue = "cpu",
            description = "Device: cpu, reference, cuda:0 (or 0). Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    @Option(
            names = {"--gradclip", "-c"},
            defaultValue = "5",
            description = "Gradient norm threshold to clip. Default: ${DEFAULT-VALUE}.")
    private double gradClip;

    @Option(
            names = {"--out", "-o"},
            defaultValue = "result",
            description = "Directory to output the result. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--resume", "-r"},
            description = "Resume the training from a snapshot.")
    private Path resume;

    @Option(names = "--test", description = "Use tiny datasets for quick tests.")
    private boolean test;

    @Option(
            names = {"--unit", "-u"},
            description = "Number of LSTM units in each layer. Default: 650; 200 on the made-up language.")
    private Integer units;

    @Option(names = "--dropout", description = "Dropout ratio. Default: 0.5; 0.2 on the made-up language.")
    private Double dropout;

    @Option(
            names = {"--model", "-m"},
            defaultValue = "model.npz",
            description = "Model file name to serialize. Default: ${DEFAULT-VALUE}.")
    private Path modelFile;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Seed of the made-up language, the parameters and dropout. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        RandomState.seed(seed);
        Device device = Devices.get(deviceName);
        Files.createDirectories(modelFile.toAbsolutePath().getParent()); // better known now than after the training
        try (DeviceScope scope = device.use()) {
            train(device, System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        Corpus corpus = Corpus.load(data, seed);
        boolean synthetic = corpus.language() != null;
        int vocabulary = corpus.vocabularySize();
        console.println(corpus.summary());
        console.println("#vocab = " + vocabulary);
        if (test) {
            corpus = corpus.head(100);
        }
        if (synthetic) {
            printBounds(corpus, console);
        }

        var trainIterator = new ParallelSequentialIterator(corpus.train(), batchSize, true);
        var validIterator = new ParallelSequentialIterator(corpus.valid(), 1, false);
        var testIterator = new ParallelSequentialIterator(corpus.test(), 1, false);

        var rnn = new RnnForLm(vocabulary, or(units, synthetic ? 200 : 650), or(dropout, synthetic ? 0.2 : 0.5));
        var model = new Classifier(rnn);
        model.setComputeAccuracy(false); // only the perplexity is wanted
        model.toDevice(device);

        var optimizer = new SGD(1.0);
        optimizer.setup(model);
        optimizer.addHook(new GradientClipping(gradClip));

        var updater = new BpttUpdater(trainIterator, optimizer, bpropLen, device);
        var trainer = new Trainer(updater, Trigger.epochs(or(epochs, synthetic ? 10 : 39)), out);

        var evalModel = (Classifier) model.copy(CopyMode.SHARE); // shared parameters, a state of its own
        var evalRnn = (RnnForLm) evalModel.predictor();
        trainer.extend(new Evaluator(validIterator, evalModel, new ConcatExamples(), device)
                .evalHook(e -> evalRnn.resetState()));

        Trigger interval = new IntervalTrigger(test ? 10 : synthetic ? 57 : 500, "iteration");
        trainer.extend(new LogReport(copy(interval)).postprocess(TrainPtb::addPerplexity));
        trainer.extend(new PrintReport("epoch", "iteration", "perplexity", "val_perplexity"), copy(interval));
        trainer.extend(new ProgressBar(test ? 1 : 10));
        trainer.extend(plot(corpus, copy(interval)));
        trainer.extend(Snapshot.snapshot());
        trainer.extend(Snapshot.object(model, "model_iter_{.updater.iteration}"));
        if (synthetic && !test) {
            // The made-up language is learnt in few epochs: let the rate fall in the last ones.
            Trigger eachEpoch = Trigger.epochs(1);
            trainer.extend(
                    new ExponentialShift("lr", 0.6),
                    t -> eachEpoch.fire(t) && t.updater().epoch() >= 6);
        }
        if (resume != null) {
            Serializers.loadNpz(resume, trainer);
        }
        trainer.run();

        console.println("test");
        evalRnn.resetState();
        Map<String, Double> result = new Evaluator(testIterator, evalModel, new ConcatExamples(), device).evaluate();
        console.println("test perplexity: " + Math.exp(result.get("main/loss")));
        if (synthetic) {
            console.printf(
                    Locale.ROOT,
                    "the best that any model can reach on this text: %.2f%n",
                    corpus.language().sourcePerplexity(corpus.test()));
        }
        Serializers.saveNpz(modelFile, model);
        console.println(
                "plot: " + out.resolve("perplexity.png") + ", log: " + out.resolve("log") + ", model: " + modelFile);
    }

    private static Trigger copy(Trigger interval) {
        Trigger.TrainingLength length = interval.trainingLength();
        return new IntervalTrigger(length.period(), length.unit());
    }

    private static <T> T or(T given, T otherwise) {
        return given != null ? given : otherwise;
    }

    private static void addPerplexity(Map<String, Double> log) {
        Double loss = log.get("main/loss");
        if (loss != null) {
            log.put("perplexity", Math.exp(loss));
        }
        Double validation = log.get("validation/main/loss");
        if (validation != null) {
            log.put("val_perplexity", Math.exp(validation));
        }
    }

    private static void printBounds(Corpus corpus, PrintStream console) {
        SyntheticLanguage language = corpus.language();
        console.printf(
                Locale.ROOT,
                "perplexity of the validation text: %.1f by word frequencies, %.1f by pairs of words, %.2f by the source itself (no model can do better)%n",
                language.unigramPerplexity(corpus.valid()),
                language.bigramPerplexity(corpus.valid()),
                language.sourcePerplexity(corpus.valid()));
    }

    private static PlotReport plot(Corpus corpus, Trigger interval) {
        PlotReport plot = new PlotReport(List.of("perplexity", "val_perplexity"), "epoch", "perplexity.png")
                .trigger(interval)
                .title("Perplexity on " + corpus.description())
                .logarithmic()
                .postprocess(TrainPtb::addPerplexity);
        if (corpus.language() != null) {
            plot.line("pairs of words", corpus.language().bigramPerplexity(corpus.valid()));
            plot.line("the source itself", corpus.language().sourcePerplexity(corpus.valid()));
        }
        return plot;
    }
}
