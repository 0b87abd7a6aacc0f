package org.chainer.examples.textclassification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.RunOptions;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Classifies sentences typed in: Chainer's {@code examples/text_classification/run_text_classifier.py}. */
@Command(
        name = "text-classification-run",
        header = "The class of sentences typed in.",
        description = "Reads sentences from the standard input and prints class, probability and words of each.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RunTextClassifier implements Callable<Integer> {
    @Option(names = "--model-setup", required = true, description = "The args.json of a training.")
    private Path setupFile;

    @Mixin
    private final RunOptions run = new RunOptions();

    /** For the command line. */
    public RunTextClassifier() {}

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(setupFile)) {
            throw new NoSuchFileException("--model-setup: there is no " + setupFile.toAbsolutePath()
                    + "; 'text-classification' writes one to its --out folder");
        }
        try (DeviceScope scope = run.start()) {
            classify(run.device(), System.out);
        }
        return 0;
    }

    private void classify(Device device, PrintStream console) throws IOException {
        JsonNode setup = new ObjectMapper().readTree(setupFile.toFile());
        TextVocabulary vocabulary =
                TextVocabulary.read(Path.of(setup.get("vocab_path").asText()));
        var encoder = Encoder.of(
                Encoder.Kind.valueOf(setup.get("model").asText()),
                setup.get("layer").asInt(),
                vocabulary.size(),
                setup.get("unit").asInt(),
                setup.get("dropout").asDouble());
        var model = new TextClassifier(encoder, setup.get("n_class").asInt());
        Serializers.loadNpz(Path.of(setup.get("model_path").asText()), model);
        model.toDevice(device);
        boolean charBased = setup.get("char_based").asBoolean();

        console.println("Enter inputs for Online Predictions");
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                console.println("# blank line");
                continue;
            }
            List<String> words = TextVocabulary.split(line, charBased);
            NDArray p;
            try (Chainer.Scope mode = Chainer.noBackpropMode();
                    Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
                p = model.predict(List.of(vocabulary.ids(words).toDevice(device)));
            }
            int answer = (int) p.argMax(1).item();
            console.printf(Locale.ROOT, "%d\t%.4f\t%s%n", answer, p.getDouble(0, answer), String.join(" ", words));
        }
    }
}
