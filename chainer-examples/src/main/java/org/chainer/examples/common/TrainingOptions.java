package org.chainer.examples.common;

import java.io.PrintStream;
import java.nio.file.Path;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.Updater;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options of every example that trains something. The defaults are the example's:
 *
 * <pre>{@code
 * @Mixin
 * private final TrainingOptions options = new TrainingOptions(64, 300, 10);
 * }</pre>
 */
public final class TrainingOptions extends RunOptions {
    @Option(
            names = {"--batchsize", "-b"},
            paramLabel = "N",
            converter = Positive.class,
            description = "Number of examples in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private Integer batchSize;

    @Option(
            names = {"--epoch", "-e"},
            paramLabel = "N",
            converter = EpochsConverter.class,
            description = "Number of sweeps over the data to train. Default: ${DEFAULT-VALUE}.")
    private Epochs epochs;

    @Option(
            names = {"--out", "-o"},
            paramLabel = "DIR",
            description = "Folder for everything that the example writes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("result");

    @Option(
            names = {"--resume", "-r"},
            paramLabel = "FILE",
            description = "Go on from this snapshot.")
    private Path resume;

    /**
     * Options with defaults.
     *
     * @param batchSize examples in a mini-batch
     * @param epochs sweeps over the data, whatever they are
     */
    public TrainingOptions(int batchSize, int epochs) {
        this(batchSize, epochs, epochs);
    }

    /**
     * Options with defaults.
     *
     * @param batchSize examples in a mini-batch
     * @param epochs sweeps over real data
     * @param syntheticEpochs sweeps over made-up data
     */
    public TrainingOptions(int batchSize, int epochs, int syntheticEpochs) {
        this.batchSize = batchSize;
        this.epochs = new Epochs(epochs, syntheticEpochs);
    }

    /** How often to go through real and through made-up data. */
    record Epochs(int real, int synthetic) {
        @Override
        public String toString() {
            return real == synthetic ? Integer.toString(real) : real + "; " + synthetic + " on made-up data";
        }
    }

    /** Reads a number that is at least 1. */
    static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int value = Integer.parseInt(text);
            if (value < 1) {
                throw new TypeConversionException("'" + text + "' is not at least 1");
            }
            return value;
        }
    }

    /** Reads a number of epochs. */
    static final class EpochsConverter implements ITypeConverter<Epochs> {
        @Override
        public Epochs convert(String text) {
            int value = Integer.parseInt(text);
            if (value < 0) {
                throw new TypeConversionException("'" + text + "' is negative");
            }
            return new Epochs(value, value);
        }
    }

    /** Examples in a mini-batch. */
    public int batchSize() {
        return batchSize;
    }

    /** Sweeps over the data, which are real or made up. */
    public int epochs(DataOptions data) {
        return data.isSynthetic() ? epochs.synthetic : epochs.real;
    }

    /** The folder to write to. */
    public Path out() {
        return out;
    }

    /** The snapshot to go on from, or null. */
    public Path resume() {
        return resume;
    }

    /** A trainer that stops after the wanted epochs and writes to the wanted folder. */
    public Trainer trainer(Updater updater, DataOptions data) {
        return new Trainer(updater, Trigger.epochs(epochs(data)), out);
    }

    /**
     * Trains, perhaps from a snapshot.
     *
     * @throws org.chainer.serializers.SerializationException if the snapshot cannot be read or is of another training
     */
    public void run(Trainer trainer) {
        if (resume != null) {
            Serializers.loadNpz(resume, trainer);
        }
        trainer.run();
    }

    /** Prints the settings, as Chainer's examples do. */
    public void print(PrintStream console, DataOptions data) {
        print(console);
        console.println("# Minibatch-size: " + batchSize);
        console.println("# epoch: " + epochs(data));
        console.println();
    }
}
