package org.chainer.examples.textclassification;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.SerialIterator;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.Adam;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.triggers.MaxValueTrigger;
import org.chainer.training.updaters.StandardUpdater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a classifier of texts: Chainer's {@code examples/text_classification/train_text_classifier.py}. */
@Command(
        name = "text-classification",
        header = "Classification of texts by convolution, LSTM or bag of words.",
        description =
                "Trains a classifier of texts (convolution, LSTM or bag of words) on a public data set, or on made-up reviews.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainTextClassifier implements Callable<Integer> {
    static final String SETUP_FILE = "args.json";
    private static final int SYNTHETIC_TEXTS = 1600;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(64, 30);

    @Option(
            names = {"--unit", "-u"},
            description = "Number of units. Default: 300; 60 on made-up reviews.")
    private Integer units;

    @Option(
            names = {"--layer", "-l"},
            defaultValue = "1",
            description =
                    "Number of layers of the LSTM, or of dense layers after the others. Default: ${DEFAULT-VALUE}.")
    private int layers;

    @Option(names = "--dropout", defaultValue = "0.4", description = "Dropout rate. Default: ${DEFAULT-VALUE}.")
    private double dropout;

    @Option(
            names = {"--dataset", "-data"},
            description =
                    "Which data set lies in the folder --data: ${COMPLETION-CANDIDATES}. Made-up reviews are imdb.binary or, with five classes, stsa.fine. Default: ${DEFAULT-VALUE}.",
            completionCandidates = Datasets.class)
    private String dataset = "imdb.binary";

    @Option(
            names = {"--model", "-model"},
            defaultValue = "cnn",
            description = "Model type: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Encoder.Kind kind;

    @Option(names = "--char-based", description = "Take letters for words.")
    private boolean charBased;

    @Option(names = "--test", description = "Use 100 texts only, for a quick test.")
    private boolean test;

    private static final class Datasets extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Datasets() {
            super(List.of(
                    "dbpedia",
                    "imdb.binary",
                    "imdb.fine",
                    "TREC",
                    "stsa.binary",
                    "stsa.fine",
                    "custrev",
                    "mpqa",
                    "rt-polarity",
                    "subj"));
        }
    }

    /** For the command line. */
    public TrainTextClassifier() {}

    @Override
    public Integer call() throws IOException {
        if (!new Datasets().contains(dataset)) {
            throw new IllegalArgumentException(
                    "--dataset: there is no '" + dataset + "'; choose one of " + new Datasets());
        }
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private TextData.Split load() throws IOException {
        if (data.isDownload()) {
            throw new IllegalArgumentException(
                    "text-classification: put the files of " + dataset + " into a folder and give it: --data DIR");
        }
        Path folder = data.folder();
        return folder == null
                ? TextData.synthetic(options.seed(), data.size(SYNTHETIC_TEXTS), dataset.endsWith(".fine"), charBased)
                : TextData.read(folder, dataset, charBased);
    }

    private void train(Device device, PrintStream console) throws IOException {
        TextData.Split texts = load();
        if (test) {
            texts = texts.head(100);
        }
        TextVocabulary vocabulary = TextVocabulary.of(texts.train().stream().map(TextData.Text::words));
        int classes = texts.classes();
        console.println("data: " + texts.description());
        options.print(console, data);
        console.println("# train data: " + texts.train().size());
        console.println("# test  data: " + texts.test().size());
        console.println("# vocab: " + vocabulary.size());
        console.println("# class: " + classes);
        console.printf(
                Locale.ROOT, "the most frequent class is right for %.4f of the test data%n", texts.mostFrequentClass());

        int size = units != null ? units : data.isSynthetic() ? 60 : 300;
        var model = new TextClassifier(Encoder.of(kind, layers, vocabulary.size(), size, dropout), classes);
        model.toDevice(device);
        var optimizer = new Adam();
        optimizer.setup(model);
        optimizer.addHook(new WeightDecay(1e-4));

        var iterator =
                new SerialIterator<>(Dataset.of(TextData.Split.tuples(texts.train(), vocabulary)), options.batchSize());
        var testIterator = new SerialIterator<>(
                Dataset.of(TextData.Split.tuples(texts.test(), vocabulary)), options.batchSize(), false, false);
        var trainer = options.trainer(
                new StandardUpdater(iterator, optimizer, TrainTextClassifier::convert, device, null), data);
        trainer.extend(new Evaluator(testIterator, model, TrainTextClassifier::convert, device));
        trainer.extend(Snapshot.of("snapshot_epoch_{.updater.epoch}"), Trigger.epochs(1));
        trainer.extend(
                Snapshot.object(model, "best_model.npz"),
                new MaxValueTrigger("validation/main/accuracy", Trigger.epochs(1)));
        trainer.extend(new LogReport());
        trainer.extend(new PrintReport(
                "epoch",
                "main/loss",
                "validation/main/loss",
                "main/accuracy",
                "validation/main/accuracy",
                "elapsed_time"));
        trainer.extend(new PlotReport(List.of("main/accuracy", "validation/main/accuracy"), "epoch", "accuracy.png")
                .title("Accuracy of " + kind + " on " + texts.description()));
        trainer.extend(new ProgressBar());
        writeSetup(vocabulary, classes, size);
        options.run(trainer);
        console.println("best model: " + options.out().resolve("best_model.npz")
                + " (try your own sentences with: text-classification-run --model-setup "
                + options.out().resolve(SETUP_FILE) + ")");
    }

    /** What is needed to make the model again. */
    private void writeSetup(TextVocabulary vocabulary, int classes, int size) throws IOException {
        Path out = Files.createDirectories(options.out());
        vocabulary.write(out.resolve("vocab.json"));
        Map<String, Object> setup = new LinkedHashMap<>();
        setup.put("model", kind.name());
        setup.put("layer", layers);
        setup.put("unit", size);
        setup.put("dropout", dropout);
        setup.put("char_based", charBased);
        setup.put("dataset", dataset);
        setup.put("vocab_path", out.resolve("vocab.json").toString());
        setup.put("model_path", out.resolve("best_model.npz").toString());
        setup.put("n_class", classes);
        new ObjectMapper().writeValue(out.resolve(SETUP_FILE).toFile(), setup);
    }

    private static Batch convert(List<?> examples, Device device) {
        List<NDArray> arrays = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            for (Object example : examples) {
                NDArray array = ((Tuple) example).get(part);
                arrays.add(device == null ? array : array.toDevice(device));
            }
        }
        return Batch.of(arrays.toArray(NDArray[]::new));
    }
}
