package org.chainer.examples.tutorial;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.datasets.SyntheticLanguage;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.Adam;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.updaters.BpttUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs each part of the tutorial and prints what it shows. */
@Command(
        name = "tutorial",
        header = "The tutorial \"Recurrent Nets and their Computational Graph\", part by part.",
        description =
                "The tutorial \"Recurrent Nets and their Computational Graph\", part by part, on a made-up language.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Tutorial implements Callable<Integer> {
    private static final int BATCH = 10;

    @Option(
            names = {"--device", "-d"},
            defaultValue = "cpu",
            description = "Device: cpu, reference, cuda:0 (or 0). Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    @Option(
            names = {"--out", "-o"},
            defaultValue = "result",
            description = "Directory for the Trainer's log. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Seed of the language and the parameters. Default: ${DEFAULT-VALUE}.")
    private long seed;

    private final PrintStream console = System.out;
    private int[] text;
    private int[] validation;
    private RNN rnn;
    private Classifier model;
    private Adam optimizer;

    @Override
    public Integer call() {
        RandomState.seed(seed);
        SyntheticLanguage language = new SyntheticLanguage(seed, 20_000, 1_000, 1_000);
        text = language.train();
        validation = language.valid();
        try (DeviceScope scope = Devices.get(deviceName).use()) {
            rnn = new RNN(language.vocabulary().size(), 64, 64);
            model = new Classifier(rnn);
            optimizer = new Adam(0.005);
            optimizer.setup(model);
            fullBackprop();
            updateWithLossFunction();
            truncatedBackprop();
            evaluationWithoutBackprop();
            fixedFeatureExtractor();
            trainer();
        }
        return 0;
    }

    /** The word at each of the batch's positions, at one time. */
    private List<Variable> words(int from, int count) {
        List<Variable> words = new ArrayList<>();
        for (int t = from; t < from + count; t++) {
            int[] ids = new int[BATCH];
            for (int row = 0; row < BATCH; row++) {
                ids[row] = text[(row * (text.length / BATCH) + t) % text.length];
            }
            words.add(new Variable(NDArray.of(ids), false));
        }
        return words;
    }

    /** The losses of a sequence, added up: what the tutorial calls compute_loss. */
    private Variable computeLoss(List<Variable> words) {
        Variable loss = Variable.scalar(0);
        for (int t = 0; t + 1 < words.size(); t++) {
            loss = loss.add(model.apply(words.get(t), words.get(t + 1)));
        }
        return loss;
    }

    private void fullBackprop() {
        console.println("1. Full backprop over a list of 20 words");
        List<Variable> words = words(0, 21);
        for (int i = 0; i < 5; i++) {
            rnn.resetState();
            model.clearGrads();
            Variable loss = computeLoss(words);
            loss.backward();
            optimizer.update();
            console.printf(Locale.ROOT, "   update %d: loss per word %.4f%n", i + 1, loss.item() / 20);
        }
    }

    private void updateWithLossFunction() {
        console.println("2. The same through optimizer.update(lossFunction, words)");
        List<Variable> words = words(0, 21);
        for (int i = 0; i < 3; i++) {
            rnn.resetState();
            optimizer.update(this::computeLoss, words);
        }
        rnn.resetState();
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            console.printf(
                    Locale.ROOT,
                    "   after 3 more updates: loss per word %.4f%n",
                    computeLoss(words).item() / 20);
        }
    }

    private void truncatedBackprop() {
        console.println("3. Truncated backprop through 900 words, cut every 30");
        rnn.resetState();
        Variable loss = Variable.scalar(0);
        List<Variable> words = words(0, 901);
        double sum = 0;
        for (int t = 0; t + 1 < words.size(); t++) {
            loss = loss.add(model.apply(words.get(t), words.get(t + 1)));
            if ((t + 1) % 30 == 0 || t + 2 == words.size()) {
                model.clearGrads();
                loss.backward();
                loss.unchainBackward();
                optimizer.update();
                sum += loss.item();
                loss = Variable.scalar(0);
                if ((t + 1) % 300 == 0) {
                    console.printf(Locale.ROOT, "   words %3d to %3d: loss per word %.4f%n", t - 299, t, sum / 300);
                    sum = 0;
                }
            }
        }
    }

    private void evaluationWithoutBackprop() {
        console.println("4. Evaluation over 100 words without backprop");
        rnn.resetState();
        double sum = 0;
        Variable y = null;
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            for (int t = 0; t < 100; t++) {
                y = rnn.apply(NDArray.of(validation[t]));
                sum += SoftmaxCrossEntropy.softmaxCrossEntropy(y, new Variable(NDArray.of(validation[t + 1]), false))
                        .item();
            }
        }
        console.printf(
                Locale.ROOT,
                "   perplexity %.1f; the output has %s%n",
                Math.exp(sum / 100),
                y.creator() == null ? "no history" : "a history");
    }

    private void fixedFeatureExtractor() {
        console.println("5. A predictor on top of a fixed feature extractor");
        rnn.resetState();
        Layer fixed = word -> rnn.mid.apply(rnn.embed.apply(word));
        final class Predictor extends Chain implements Layer {
            private final Linear answer = new Linear(64, 2);

            @Override
            public Variable forward(Variable feature) {
                return answer.apply(feature);
            }
        }
        Predictor predictor = new Predictor();
        Adam fine = new Adam(0.01);
        fine.setup(predictor);
        double[] before = rnn.embed.namedParams().get("/W").array().toDoubleArray();
        int median = Arrays.stream(text).sorted().toArray()[text.length / 2];
        for (int t = 0; t < 100; t++) {
            Variable word = words(t, 1).get(0);
            Variable feature;
            try (Chainer.Scope mode = Chainer.noBackpropMode()) {
                feature = fixed.apply(word);
            }
            int[] rare = Arrays.stream(word.array().toIntArray())
                    .map(id -> id > median ? 1 : 0)
                    .toArray();
            Variable loss = SoftmaxCrossEntropy.softmaxCrossEntropy(
                    predictor.apply(feature), new Variable(NDArray.of(rare), false));
            predictor.clearGrads();
            loss.backward();
            fine.update();
            if (t % 33 == 0) {
                console.printf(Locale.ROOT, "   update %3d: is the word a rare one? loss %.4f%n", t, loss.item());
            }
        }
        double[] after = rnn.embed.namedParams().get("/W").array().toDoubleArray();
        console.println(
                "   the extractor's parameters " + (Arrays.equals(before, after) ? "did not change" : "changed"));
    }

    private void trainer() {
        console.println("6. The same with a Trainer: iterator, updater and extensions");
        rnn.resetState();
        var iterator = new ParallelSequentialIterator(text, BATCH, true);
        var valid = new ParallelSequentialIterator(validation, 1, false);
        var trainer = new Trainer(new BpttUpdater(iterator, optimizer, 30, null), Trigger.iterations(120), out);
        var evalModel = (Classifier) model.copy(org.chainer.CopyMode.SHARE);
        trainer.extend(
                new Evaluator(valid, evalModel).evalHook(e -> ((RNN) evalModel.predictor()).resetState()),
                Trigger.iterations(40));
        trainer.extend(new LogReport(Trigger.iterations(40))
                .postprocess(log -> log.put("perplexity", Math.exp(log.get("main/loss")))));
        trainer.extend(
                new PrintReport("iteration", "main/loss", "perplexity", "validation/main/loss"),
                Trigger.iterations(40));
        trainer.run();
    }
}
