package org.chainer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void withoutArgumentsItListsTheExamples() {
        ExampleRun run = ExampleRun.of();
        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("ptb", "tutorial", "bench");
    }

    @Test
    void aWrongOptionIsAnsweredWithTheNearestOne() {
        ExampleRun run = ExampleRun.of("ptb", "--devise", "cpu");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("Unknown option", "--devise", "--device");
    }

    @Test
    void theListHasALineForEachExample() {
        var examples = Main.commandLine().getSubcommands();
        assertThat(ExampleRun.of().output().lines().filter(line -> line.matches("  [a-z].*")))
                .as("lines of the list")
                .hasSize(examples.size());
        examples.forEach((name, command) -> {
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as("header of " + name)
                    .hasSize(1);
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(option.description())
                            .as(name + " " + option.longestName())
                            .isNotEmpty());
        });
    }

    @Test
    void helpSaysWhatTheDefaultsAre() {
        assertThat(ExampleRun.of("mnist", "--help").output())
                .contains("--batchsize", "Default: 100", "--data=DIR|synthetic|download", "Default: synthetic");
    }

    @Test
    void aNameInAnotherStyleFindsTheOption() {
        assertThat(ExampleRun.of("mnist", "--batch_size", "8").errors()).contains("Did you mean: --batchsize?");
        assertThat(ExampleRun.of("mnist", "--batch", "8").errors()).contains("Did you mean: --batchsize?");
        assertThat(ExampleRun.of("mnist", "--epoch", "many").status()).isEqualTo(2);
        assertThat(ExampleRun.of("mnist", "--batchsize", "0").errors()).contains("--batchsize", "not at least 1");
    }

    @Test
    void anUnknownExampleIsAnsweredWithTheNearestAndTheList() {
        ExampleRun run = ExampleRun.of("pbt");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("pbt", "Did you mean: ptb?", "ptb, ");
    }

    @Test
    void anUnknownDeviceIsAnsweredWithThoseThatThereAre() {
        ExampleRun run = ExampleRun.of("ptb", "--test", "--device", "abacus", "--out", folder.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("device 'abacus' is not available", "reference");
    }

    @Test
    void dataThatIsNotThereIsNamed() {
        ExampleRun run = ExampleRun.of("ptb", "--data", folder.resolve("none").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("ptb.train.txt", "not there");
    }

    @Test
    void aSnapshotThatIsNoneIsRefused() throws Exception {
        Path snapshot = Files.writeString(folder.resolve("snapshot"), "not an archive");
        ExampleRun run = ExampleRun.of(
                "ptb",
                "--test",
                "--unit",
                "8",
                "--resume",
                snapshot.toString(),
                "--out",
                folder.toString(),
                "--model",
                folder.resolve("m.npz").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains(snapshot.toString(), "no whole npz archive");
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        ExampleRun run = ExampleRun.of(
                "ptb",
                "--test",
                "--unit",
                "8",
                "--out",
                file.resolve("result").toString(),
                "--model",
                folder.resolve("m.npz").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains(file.resolve("result").toString(), "cannot be made");
    }

    @Test
    void benchPrintsOneLineOfJson() {
        ExampleRun run = ExampleRun.of("bench", "peak", "--seconds", "0.1");
        assertThat(run.status()).isZero();
        assertThat(run.output().strip().lines())
                .singleElement()
                .asString()
                .startsWith("{\"workload\":\"peak\"")
                .contains("\"fraction_of_peak\":");
    }

    @Test
    void benchKnowsItsWorkloads() {
        ExampleRun run = ExampleRun.of("bench", "nothing", "--seconds", "0.1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("no workload 'nothing'", "ptb650");
    }
}
