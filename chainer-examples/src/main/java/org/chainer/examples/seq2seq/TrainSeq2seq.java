package org.chainer.examples.seq2seq;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.examples.common.RunOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a translator: Chainer's {@code examples/seq2seq/seq2seq.py}. */
@Command(
        name = "seq2seq",
        header = "Translation with two LSTM networks, measured by BLEU.",
        description =
                "Trains a sequence-to-sequence translator on your sentence lists, or between two made-up languages.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainSeq2seq implements Callable<Integer> {
    private static final int SYNTHETIC_TRAIN = 4000;
    private static final int SYNTHETIC_VALIDATION = 200;

    @Parameters(
            arity = "0..4",
            paramLabel = "SOURCE TARGET SOURCE_VOCAB TARGET_VOCAB",
            description =
                    "Source sentences, target sentences, and the vocabulary of each, one sentence or word a line. Default: two made-up languages.")
    private List<Path> files = List.of();

    @Option(names = "--validation-source", description = "Source sentences for validation.")
    private Path validationSource;

    @Option(names = "--validation-target", description = "Target sentences for validation.")
    private Path validationTarget;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = {"--batchsize", "-b"},
            defaultValue = "64",
            description = "Number of sentence pairs in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--epoch", "-e"},
            defaultValue = "20",
            description = "Number of sweeps over the sentences to train. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = {"--resume", "-r"},
            description = "Go on from this snapshot.")
    private Path resume;

    @Option(
            names = {"--save", "-s"},
            description = "Save a snapshot of the training here at the end.")
    private Path save;

    @Option(
            names = {"--unit", "-u"},
            description = "Number of units. Default: 1024; 128 between made-up languages.")
    private Integer units;

    @Option(
            names = {"--layer", "-l"},
            description = "Number of layers. Default: 3; 1 between made-up languages.")
    private Integer layers;

    @Option(names = "--min-source-sentence", defaultValue = "1", description = "Least length of source sentences.")
    private int minSource;

    @Option(names = "--max-source-sentence", defaultValue = "50", description = "Greatest length of source sentences.")
    private int maxSource;

    @Option(names = "--min-target-sentence", defaultValue = "1", description = "Least length of target sentences.")
    private int minTarget;

    @Option(names = "--max-target-sentence", defaultValue = "50", description = "Greatest length of target sentences.")
    private int maxTarget;

    @Option(
            names = "--log-interval",
            description = "Iterations from log to log. Default: 200; 63 (an epoch) between made-up languages.")
    private Integer logInterval;

    @Option(
            names = "--validation-interval",
            description = "Iterations from validation to validation. Default: 4000; 63 between made-up languages.")
    private Integer validationInterval;

    @Option(names = "--limit", description = "Number of made-up sentences to train on. Default: 4000.")
    private Integer limit;

    @Option(
            names = {"--out", "-o"},
            defaultValue = "result",
            description = "Folder for everything that the example writes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /** For the command line. */
    public TrainSeq2seq() {}

    @Override
    public Integer call() throws IOException {
        if (!files.isEmpty() && files.size() != 4) {
            throw new IllegalArgumentException("seq2seq: four files are expected, SOURCE TARGET SOURCE_VOCAB"
                    + " TARGET_VOCAB, or none for made-up languages; got " + files.size());
        }
        if ((validationSource == null) != (validationTarget == null)) {
            throw new IllegalArgumentException(
                    "seq2seq: --validation-source and --validation-target belong together; one of them is missing");
        }
        try (DeviceScope scope = run.start()) {
            train(run.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        run.print(console);
        console.println("# Minibatch-size: " + batchSize);
        console.println("# epoch: " + epochs);
        console.println();
        boolean synthetic = files.isEmpty();
        ParallelCorpus train;
        ParallelCorpus validation = null;
        if (synthetic) {
            int size = or(limit, SYNTHETIC_TRAIN);
            ParallelCorpus all = ParallelCorpus.synthetic(run.seed(), size + SYNTHETIC_VALIDATION);
            train = all.part(0, size);
            validation = all.part(size, size + SYNTHETIC_VALIDATION);
        } else {
            List<String> sourceWords = ParallelCorpus.vocabulary(files.get(2));
            List<String> targetWords = ParallelCorpus.vocabulary(files.get(3));
            BiPredicate<Integer, Integer> lengths = (source, target) ->
                    minSource <= source && source <= maxSource && minTarget <= target && target <= maxTarget;
            train = ParallelCorpus.read(files.get(0), files.get(1), sourceWords, targetWords, lengths);
            if (validationSource != null) {
                validation = ParallelCorpus.read(
                        validationSource, validationTarget, sourceWords, targetWords, (s, t) -> s > 0 && t > 0);
            }
        }
        console.println("data: " + (synthetic ? "two made-up languages" : files.get(0) + " and " + files.get(1)));
        printSizes(train, validation, console);

        var model = new Seq2seq(
                or(layers, synthetic ? 1 : 3),
                train.sourceWords().size(),
                train.targetWords().size(),
                or(units, synthetic ? 128 : 1024));
        model.toDevice(device);
        var optimizer = new Adam();
        optimizer.setup(model);
        var iterator = new SerialIterator<>(
                Dataset.of(train.pairs()), Math.min(batchSize, train.pairs().size()));
        var updater = new StandardUpdater(iterator, optimizer, TrainSeq2seq::convert, device, null);
        var trainer = new Trainer(updater, Trigger.epochs(epochs), out);
        int logEvery = or(logInterval, synthetic ? 63 : 200);
        int validateEvery = or(validationInterval, synthetic ? 63 : 4000);
        trainer.extend(new LogReport(Trigger.iterations(logEvery)));
        trainer.extend(
                new PrintReport("epoch", "iteration", "main/loss", "main/perp", "validation/main/bleu", "elapsed_time"),
                Trigger.iterations(logEvery));
        trainer.extend(new PlotReport(List.of("validation/main/bleu"), "epoch", "bleu.png")
                .trigger(Trigger.iterations(validateEvery))
                .title("BLEU of translations between " + (synthetic ? "made-up languages" : "your languages")));
        trainer.extend(Snapshot.of("snapshot_epoch_{.updater.iteration}"), Trigger.iterations(validateEvery));
        if (validation != null) {
            ParallelCorpus held = validation;
            trainer.extend("translate", t -> showOne(model, held, device, console), Trigger.iterations(validateEvery));
            trainer.extend(new CalculateBleu(model, validation, device), Trigger.iterations(validateEvery));
        }
        if (resume != null) {
            Serializers.loadNpz(resume, trainer);
        }
        console.println("start training");
        trainer.run();
        if (validation != null) {
            console.printf(
                    Locale.ROOT,
                    "BLEU of the validation sentences: %.4f (of the one training sentence that fits them best, whatever the source: %.4f)%n",
                    new CalculateBleu(model, validation, device).bleu(),
                    bestSingleSentence(train, validation));
        }
        if (save != null) {
            Serializers.saveNpz(save, trainer);
        }
    }

    private static void printSizes(ParallelCorpus train, ParallelCorpus validation, PrintStream console) {
        console.println("Source vocabulary size: " + train.sourceWords().size());
        console.println("Target vocabulary size: " + train.targetWords().size());
        console.println("Train data size: " + train.pairs().size());
        console.printf(Locale.ROOT, "Train source unknown ratio: %.2f%%%n", train.unknownPercent(0));
        console.printf(Locale.ROOT, "Train target unknown ratio: %.2f%%%n", train.unknownPercent(1));
        if (validation != null) {
            console.println("Validation data: " + validation.pairs().size());
            console.printf(Locale.ROOT, "Validation source unknown ratio: %.2f%%%n", validation.unknownPercent(0));
            console.printf(Locale.ROOT, "Validation target unknown ratio: %.2f%%%n", validation.unknownPercent(1));
        }
    }

    /** What a translator reaches that does not read: one of the first training sentences, for all. */
    private static double bestSingleSentence(ParallelCorpus train, ParallelCorpus validation) {
        List<List<Integer>> references = IntStream.range(0, validation.pairs().size())
                .mapToObj(validation::target)
                .toList();
        return IntStream.range(0, Math.min(100, train.pairs().size()))
                .mapToDouble(i -> Bleu.corpus(references, Collections.nCopies(references.size(), train.target(i))))
                .max()
                .orElse(0);
    }

    private static void showOne(Seq2seq model, ParallelCorpus corpus, Device device, PrintStream console) {
        int index = (int) RandomState.shared().nextLong(corpus.pairs().size());
        NDArray source = corpus.source(index);
        List<Integer> ids = Arrays.stream(source.toIntArray()).boxed().toList();
        List<Integer> result =
                model.translate(List.of(source.toDevice(device)), 100).get(0);
        console.println("# source : " + ParallelCorpus.text(ids, corpus.sourceWords()));
        console.println("# result : " + ParallelCorpus.text(result, corpus.targetWords()));
        console.println("# expect : " + ParallelCorpus.text(corpus.target(index), corpus.targetWords()));
    }

    /** All sources, then all targets. */
    private static Batch convert(List<?> examples, Device device) {
        List<NDArray> arrays = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            for (Object example : examples) {
                NDArray sentence = ((Tuple) example).get(part);
                arrays.add(device == null ? sentence : sentence.toDevice(device));
            }
        }
        return Batch.of(arrays.toArray(NDArray[]::new));
    }

    private static int or(Integer given, int otherwise) {
        return given != null ? given : otherwise;
    }
}
