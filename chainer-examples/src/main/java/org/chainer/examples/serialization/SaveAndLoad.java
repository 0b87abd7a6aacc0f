package org.chainer.examples.serialization;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.Parameter;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.RunOptions;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Saves a model to files and loads it: Chainer's {@code examples/serialization/save.py} and {@code load.py}. */
@Command(
        name = "serialization",
        header = "Saves a model to a file, shows what is in it, and loads it again.",
        description =
                "Writes a perceptron to model.npz, which Chainer and NumPy read, lists the arrays in it, loads it into another model, and compares the two. It trains on nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SaveAndLoad implements Callable<Integer> {
    @Option(
            names = {"--out", "-o"},
            paramLabel = "DIR",
            defaultValue = "result",
            description = "Folder for the file. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        try (DeviceScope scope = options.start()) {
            run(System.out);
        }
        return 0;
    }

    private void run(PrintStream console) {
        SavedMLP model = new SavedMLP();
        model.toDevice(options.device());
        Path npz = out.resolve("model.npz");
        Serializers.saveNpz(npz, model);
        console.println(npz + " saved!");
        console.println();
        console.println("--- The list of saved params in " + npz.getFileName() + " ---");
        try (NpzFile file = new NpzFile(npz)) {
            file.keys().forEach(key -> console.println(key + "\t: " + file.shape(key)));
        }
        console.println();

        SavedMLP loaded = new SavedMLP();
        Serializers.loadNpz(npz, loaded);
        console.println(npz + " loaded!");
        compare(model, loaded, console);
    }

    private static void compare(SavedMLP saved, SavedMLP loaded, PrintStream console) {
        Map<String, Parameter> others = loaded.namedParams();
        boolean same = saved.persistentArray().contentEquals(loaded.persistentArray());
        for (Map.Entry<String, Parameter> entry : saved.namedParams().entrySet()) {
            console.println(entry.getKey() + " " + entry.getValue().shape());
            same &= entry.getValue()
                    .array()
                    .contentEquals(others.get(entry.getKey()).array());
        }
        console.println(same ? "the loaded model is the same" : "the loaded model is another one");
    }
}
