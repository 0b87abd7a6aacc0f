package org.chainer.examples.glance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceTest {
    @TempDir
    Path folder;

    @Test
    void itLearnsWhichMushroomsArePoisonous() {
        ExampleRun run = ExampleRun.of("glance", "--epoch", "25", "--out", folder + "");
        double constant = PrintedNumbers.after(run, "of always giving the more frequent answer:");
        assertThat(PrintedNumbers.after(run, "test accuracy:")).isGreaterThan(constant + 0.1);
        assertThat(run.output()).contains("Predicted ", "Actual ");
        assertThat(folder.resolve("accuracy.png")).isNotEmptyFile();
    }

    @Test
    void aTableIsReadAndADefectiveLineNamed() throws Exception {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "class,a,b\n" + "p,x,y\ne,z,y\n".repeat(20));
        ExampleRun run = ExampleRun.of("glance", "--data", table + "", "--epoch", "1", "--out", folder + "");
        assertThat(run.output()).contains("28 to train on, 12 for the test");
        Files.writeString(table, "class,a,b\np,x,y\ne,z\n");
        ExampleRun defective = ExampleRun.of("glance", "--data", table + "", "--out", folder + "");
        assertThat(defective.status()).isEqualTo(1);
        assertThat(defective.errors()).contains("line 3", "2 columns");
    }
}
