package org.chainer.examples.wavenet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.RunOptions;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a sound by a trained WaveNet: Chainer's {@code examples/wavenet/generate.py}. */
@Command(
        name = "wavenet-generate",
        header = "Makes a sound by a model that 'wavenet' has trained.",
        description =
                "Reads a sound, or makes a tone up, computes its spectrogram, and draws from the model a sound of that spectrogram. The sizes of the network must be those of the training.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class GenerateWavenet implements Callable<Integer> {
    private static final String SYNTHETIC = "synthetic";

    @Option(
            names = {"--input", "-i"},
            paramLabel = "FILE|synthetic",
            defaultValue = SYNTHETIC,
            description =
                    "The sound whose spectrogram is taken, a .wav file; 'synthetic' for a made-up tone and a network of the sizes for made-up data. Default: ${DEFAULT-VALUE}.")
    private String input;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "FILE",
            defaultValue = "result.wav",
            description = "The file to write. Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Option(
            names = {"--model", "-m"},
            paramLabel = "FILE",
            required = true,
            description = "A snapshot of the training.")
    private Path model;

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "Number of windows of 256 samples to make. Default: all; 16 of the made-up tone.")
    private Integer windows;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            generate(options.device(), System.out);
        }
        return 0;
    }

    private void generate(Device device, PrintStream console) throws IOException {
        boolean synthetic = input.equals(SYNTHETIC);
        EncoderDecoderModel net = network.create(synthetic);
        Serializers.loadNpz(model, net, "updater/model:main/predictor/", true, name -> false);
        net.toDevice(device);
        float[] sound = synthetic
                ? Sounds.madeUp(options.seed(), 1, 16 * MelSpectrogram.HOP).get(0)
                : Sounds.read(Path.of(input));
        int count = Math.max(1, sound.length / MelSpectrogram.HOP);
        int values = network.values(synthetic);
        NDArray condition = new Preprocess(MelSpectrogram.HOP, values, NetworkOptions.BANDS)
                .condition(sound, windows == null ? count : Math.min(windows, count))
                .expandDims(0)
                .toDevice(device);
        int[] made = net.generate(condition, values);
        Sounds.write(output, new MuLaw(values).inverse(made));
        console.println("written: " + output + ", " + made.length + " samples of "
                + (synthetic ? "a made-up tone's spectrogram" : "the spectrogram of " + input));
    }
}
