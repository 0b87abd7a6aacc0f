package org.chainer.examples.ptb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.examples.common.DataOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates text with a model that {@code ptb} has trained: Chainer's {@code examples/ptb/gentxt.py}. */
@Command(
        name = "ptb-gentxt",
        header = "Text from a model that ptb has trained.",
        description = "Generates text with a language model that 'ptb' or 'ptb-custom-loop' has trained.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class GenerateText implements Callable<Integer> {
    @Option(
            names = {"--model", "-m"},
            required = true,
            description = "Model file, saved by 'ptb'.")
    private Path model;

    @Option(
            names = {"--primetext", "-p"},
            required = true,
            description = "The words that the text begins with.")
    private String primeText;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = {"--seed", "-s"},
            defaultValue = "123",
            description = "Seed of the drawn words. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--language-seed",
            defaultValue = "0",
            description = "The --seed that 'ptb' made the language with, if it is made up. Default: ${DEFAULT-VALUE}.")
    private long languageSeed;

    @Option(
            names = "--sample",
            defaultValue = "1",
            description =
                    "Above 0: draw each word by its probability; else take the most likely. Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(names = "--length", defaultValue = "20", description = "Number of words to add. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(
            names = {"--device", "-d"},
            defaultValue = "cpu",
            description = "Device: cpu, reference, cuda:0 (or 0). Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    /** For the command line. */
    public GenerateText() {}

    @Override
    public Integer call() throws IOException {
        Device device = Devices.get(deviceName);
        try (DeviceScope scope = device.use()) {
            Corpus corpus = Corpus.load(data, languageSeed);
            TextGenerator generator = TextGenerator.load(model, corpus.vocabulary(), device);
            System.out.println(generator.generate(primeText, length, sample > 0 ? new RandomState(seed) : null));
        }
        return 0;
    }
}
