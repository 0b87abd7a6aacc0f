package org.chainer.training.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.links.rnn.LSTM;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.Serializers;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.extensions.snapshotwriters.SimpleWriter;
import org.chainer.training.extensions.snapshotwriters.ThreadQueueWriter;
import org.chainer.training.updaters.BpttUpdater;

/** A training run in a process of its own, which can be killed. It goes on from the newest snapshot in its folder. */
final class TrainingProcess {
    private TrainingProcess() {}

    private static final class Rnn extends Chain implements Layer {
        private EmbedID embed = new EmbedID(20, 16);
        private LSTM lstm = new LSTM(16, 24);
        private Linear out = new Linear(24, 20);

        @Override
        public Variable forward(Variable word) {
            return out.apply(lstm.apply(F.dropout(embed.apply(word), 0.2)));
        }
    }

    /** Arguments: folder, number of iterations, {@code simple} or {@code queue}. Prints the number of each iteration. */
    public static void main(String[] arguments) {
        RandomState.seed(1);
        Path folder = Path.of(arguments[0]);
        int[] words = new RandomState(2)
                .integers(0, 20, org.chainer.array.DType.INT32, 500)
                .toIntArray();
        Adam optimizer = new Adam();
        Classifier model = new Classifier(new Rnn());
        optimizer.setup(model);
        var updater = new BpttUpdater(new ParallelSequentialIterator(words, 5, true), optimizer, 4, null);
        Trainer trainer = new Trainer(updater, Trigger.iterations(Integer.parseInt(arguments[1])), folder);
        trainer.extend(new LogReport(Trigger.iterations(1)));
        trainer.extend(
                Snapshot.snapshot()
                        .autoload(true)
                        .retain(3)
                        .writer(arguments[2].equals("queue") ? new ThreadQueueWriter() : new SimpleWriter()),
                Trigger.iterations(1));
        trainer.extend(Extension.make(t -> System.out.println(t.updater().iteration()))
                .defaultName("say")
                .priority(-1000)
                .finalizer(() -> System.out.println("finished")));
        trainer.run();
        Serializers.saveNpz(folder.resolve("final.npz"), model);
    }

    /** Starts the run in a new JVM on one thread. */
    static Process start(Path folder, int iterations, String writer, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dchainer.threads=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrainingProcess.class.getName(),
                folder.toString(),
                Integer.toString(iterations),
                writer));
        File output = folder.resolve("output").toFile();
        Files.createDirectories(folder);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }

    /** Runs to the end; fails if that takes too long or ends by an error. */
    static void complete(Path folder, int iterations, String writer) throws IOException, InterruptedException {
        Process process = start(folder, iterations, writer);
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the run did not end: " + output(folder));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("exit status " + process.exitValue() + ": " + output(folder));
        }
    }

    static String output(Path folder) throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output) ? Files.readString(output) : "";
    }
}
