package org.chainer.examples.pos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.SubDataset;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.Adam;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.MicroAverage;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a part-of-speech tagger: Chainer's {@code examples/pos/postagging.py}. */
@Command(
        name = "pos",
        header = "Part-of-speech tagging with a conditional random field.",
        description =
                "Trains a part-of-speech tagger (a conditional random field) on the Brown corpus, or on made-up sentences.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainPos implements Callable<Integer> {
    private static final int SYNTHETIC_SENTENCES = 2000;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(30, 20, 10);

    /** For the command line. */
    public TrainPos() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private TaggedSentences load() throws IOException {
        if (data.isDownload()) {
            throw new IllegalArgumentException("pos: the Brown corpus cannot be downloaded from here; unpack it"
                    + " (nltk.download('brown') gets it too) and give its folder: --data DIR");
        }
        Path folder = data.folder();
        return folder == null
                ? TaggedSentences.synthetic(options.seed(), data.size(SYNTHETIC_SENTENCES))
                : TaggedSentences.read(folder);
    }

    private void train(Device device, PrintStream console) throws IOException {
        TaggedSentences corpus = load();
        Dataset<Tuple> sentences = data.head(Dataset.of(corpus.sentences()));
        console.println("data: " + corpus.description());
        console.println("# of sentences: " + sentences.size());
        console.println("# of words: " + corpus.words().size());
        console.println("# of pos: " + corpus.tags().size());
        var split = SubDataset.splitDatasetRandom(sentences, sentences.size() / 10, 0);
        Dataset<Tuple> test = split.first();
        Dataset<Tuple> train = split.second();
        console.printf(
                Locale.ROOT,
                "accuracy of each word's most frequent tag: %.4f%n",
                TaggedSentences.mostFrequentTag(train.asList(), test.asList()));

        var model = new CRF(corpus.words().size(), corpus.tags().size());
        model.toDevice(device);
        // The made-up corpus is small: larger steps make up for it.
        var optimizer = new Adam(data.isSynthetic() ? 0.01 : 0.001);
        optimizer.setup(model);
        optimizer.addHook(new WeightDecay(0.0001));
        var iterator = new SerialIterator<>(train, options.batchSize());
        var testIterator = new SerialIterator<>(test, options.batchSize(), false, false);
        var trainer = options.trainer(new StandardUpdater(iterator, optimizer, TrainPos::convert, device, null), data);

        // The Brown corpus is large; the made-up one would be over before the first report.
        Trigger report = data.isSynthetic() ? Trigger.epochs(1) : Trigger.iterations(100);
        Trigger validate = data.isSynthetic() ? Trigger.epochs(1) : Trigger.iterations(1000);
        trainer.extend(new Evaluator(testIterator, model, TrainPos::convert, device), validate);
        trainer.extend(new LogReport(data.isSynthetic() ? Trigger.epochs(1) : Trigger.iterations(100)));
        trainer.extend(new MicroAverage(
                "main/correct",
                "main/total",
                "main/accuracy",
                data.isSynthetic() ? Trigger.epochs(1) : Trigger.iterations(100)));
        trainer.extend(new MicroAverage(
                "validation/main/correct", "validation/main/total", "validation/main/accuracy", Trigger.iterations(1)));
        trainer.extend(
                new PrintReport(
                        "epoch",
                        "main/loss",
                        "validation/main/loss",
                        "main/accuracy",
                        "validation/main/accuracy",
                        "elapsed_time"),
                report);
        trainer.extend(new ProgressBar(10));
        options.run(trainer);
        showSome(model, test, corpus, device, console);
    }

    /** The sentences' words, then their tags. */
    private static Batch convert(List<?> examples, Device device) {
        List<NDArray> arrays = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            for (Object example : examples) {
                NDArray ids = ((Tuple) example).get(part);
                arrays.add(device == null ? ids : ids.toDevice(device));
            }
        }
        return Batch.of(arrays.toArray(NDArray[]::new));
    }

    private static void showSome(
            CRF model, Dataset<Tuple> test, TaggedSentences corpus, Device device, PrintStream console) {
        List<String> words = List.copyOf(corpus.words().keySet());
        List<String> tags = List.copyOf(corpus.tags().keySet());
        int count = Math.min(3, test.size());
        List<Variable> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentences.add(new Variable(test.get(i).<NDArray>get(0).toDevice(device), false));
        }
        List<NDArray> predicted;
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            predicted = model.argmax(sentences);
        }
        console.println("some test sentences, as tagged (a wrong tag is followed by the right one):");
        for (int i = 0; i < count; i++) {
            int[] ids = sentences.get(i).array().toIntArray();
            int[] got = predicted.get(i).toIntArray();
            int[] expected = test.get(i).<NDArray>get(1).toIntArray();
            StringBuilder line = new StringBuilder(" ");
            for (int t = 0; t < ids.length; t++) {
                line.append(' ').append(words.get(ids[t])).append('/').append(tags.get(got[t]));
                if (got[t] != expected[t]) {
                    line.append("(!").append(tags.get(expected[t])).append(')');
                }
            }
            console.println(line);
        }
    }
}
