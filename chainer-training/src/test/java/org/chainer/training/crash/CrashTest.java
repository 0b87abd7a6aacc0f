package org.chainer.training.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chainer.backend.Devices;
import org.chainer.serializers.NpzFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in a process of its own that is killed, interrupted, or runs out of disk: what it leaves can be resumed, bit by bit. */
class CrashTest {
    private static final int ITERATIONS = 60;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    /** A run that was left alone. */
    private static Path left(int iterations) throws IOException, InterruptedException {
        Path run = shared.resolve("left" + iterations);
        if (Files.notExists(run)) {
            TrainingProcess.complete(run, iterations, "simple");
        }
        return run;
    }

    private static Map<String, double[]> weights(Path run) {
        Map<String, double[]> weights = new TreeMap<>();
        try (NpzFile file = new NpzFile(run.resolve("final.npz"))) {
            for (String key : file.keys()) {
                weights.put(key, file.array(key, Devices.reference()).toDoubleArray());
            }
        }
        return weights;
    }

    private static void assertSameWeights(Path run, Path whole) {
        Map<String, double[]> expected = weights(whole);
        Map<String, double[]> actual = weights(run);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, values) -> assertThat(actual.get(key)).as(key).isEqualTo(values));
    }

    private static List<Path> snapshots(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(p -> p.getFileName().toString().startsWith("snapshot_iter_"))
                    .toList();
        }
    }

    /** All files under a snapshot's name are whole; the greatest iteration among them, 0 if there are none. */
    private static long newestWhole(Path run) throws IOException {
        long newest = 0;
        for (Path path : snapshots(run)) {
            try (NpzFile file = new NpzFile(path)) {
                for (String key : file.keys()) {
                    if (file.dtype(key) != null) {
                        file.array(key, Devices.reference()).close();
                    }
                }
                newest = Math.max(newest, (long)
                        file.array("updater/iteration", Devices.reference()).item());
            }
        }
        return newest;
    }

    /** Waits until a run has said something. */
    private static void waitFor(Process process, Path run, String text) throws IOException, InterruptedException {
        for (int i = 0; i < 6000 && !TrainingProcess.output(run).contains(text); i++) {
            assertThat(process.isAlive()).as(TrainingProcess.output(run)).isTrue();
            Thread.sleep(10);
        }
        assertThat(TrainingProcess.output(run)).contains(text);
    }

    /** Kills a run again and again while it writes snapshots, then lets it end. */
    private void killLoop(int kills, int iterations, String writer) throws IOException, InterruptedException {
        Path whole = left(iterations);
        Path run = folder.resolve("killed");
        Random random = new Random(3);
        long before = 0;
        int killed = 0;
        while (killed < kills) {
            int startOfOutput = TrainingProcess.output(run).length();
            Process process = TrainingProcess.start(run, Integer.MAX_VALUE, writer);
            if (random.nextInt(4) == 0) {
                // At any time, also while it starts and loads.
                process.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
            } else {
                while (process.isAlive() && TrainingProcess.output(run).length() == startOfOutput) {
                    Thread.sleep(5);
                }
                process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly().waitFor();
            killed++;
            long newest = newestWhole(run);
            assertThat(newest).as("after kill " + killed).isGreaterThanOrEqualTo(before);
            before = newest;
            if (newest >= iterations - 10) {
                // Far enough: start again, so that kills hit all ages of a run.
                for (Path path : snapshots(run)) {
                    if (newest(path) > iterations / 2) {
                        Files.delete(path);
                    }
                }
                before = newestWhole(run);
            }
        }
        TrainingProcess.complete(run, iterations, writer);
        assertSameWeights(run, whole);
        assertThat(run).isDirectoryNotContaining("glob:**.tmp");
        System.out.println("CrashTest: " + killed + " kills with the writer '" + writer + "'");
    }

    private static long newest(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().replaceAll("\\D", ""));
    }

    @Test
    void killedFewTimes() throws IOException, InterruptedException {
        killLoop(2, ITERATIONS, "queue");
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"simple", "queue"})
    void killedAHundredTimes(String writer) throws IOException, InterruptedException {
        killLoop(100, 400, writer);
    }

    /** Whether this process was started with SIGINT ignored, which children inherit and Java respects. */
    private static boolean interruptIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalLetsTheRunEndInOrder(String signal) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "there is no /bin/kill");
        assumeTrue(
                !signal.equals("INT") || !interruptIsIgnored(), "SIGINT is ignored, as in background jobs of a shell");
        Path run = folder.resolve("run");
        Process process = TrainingProcess.start(run, Integer.MAX_VALUE, "queue");
        waitFor(process, run, "\n20\n");
        new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        List<String> said = TrainingProcess.output(run).lines().toList();
        assertThat(said).last().isEqualTo("finished");
        assertThat(newestWhole(run)).isEqualTo(Long.parseLong(said.get(said.size() - 2)));
        assertThat(run.resolve("final.npz")).doesNotExist();
        assertThat(run).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFullDiskIsAnErrorAndLeavesTheLastSnapshotWhole() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        Path run = folder.resolve("run");
        TrainingProcess.complete(run, 5, "simple");
        // A limit of the file size stands for a full disk: a write fails in the middle of a file.
        Process process = TrainingProcess.start(
                run, 100, "simple", "/bin/bash", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"");
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isNotZero();
        assertThat(TrainingProcess.output(run))
                .contains("SerializationException: the snapshot " + run.resolve("snapshot_iter_6"))
                .contains("File too large");
        assertThat(newestWhole(run)).isEqualTo(5);
        assertThat(run).isDirectoryNotContaining("glob:**.tmp");
        TrainingProcess.complete(run, ITERATIONS, "simple");
        assertSameWeights(run, left(ITERATIONS));
    }
}
