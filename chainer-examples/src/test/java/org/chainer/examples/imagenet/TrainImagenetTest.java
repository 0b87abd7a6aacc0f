package org.chainer.examples.imagenet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainImagenetTest {
    @TempDir
    Path folder;

    /** The numbers are those of the papers' networks, with a bias in front of the first normalisation of the residual ones. */
    @ParameterizedTest
    @CsvSource({"googlenet, 13378280", "nin, 7595176", "resnet50, 25557096", "resnext50, 25028968"})
    void networksHaveAsManyParametersAsInTheirPapers(Architecture architecture, long parameters) {
        assertParameters(architecture, parameters);
    }

    @Test
    @Tag("full")
    void alexNetIsTheLargest() {
        assertParameters(Architecture.alex, 62_378_344);
    }

    private static void assertParameters(Architecture architecture, long parameters) {
        ImageNetModel model = architecture.create();
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 1, 3, model.insize(), model.insize()), false);
            Variable loss = model.apply(x, new Variable(NDArray.of(7), false));
            assertThat(loss.item()).as("loss of an untrained network").isBetween(6.0, 16.0);
        }
        assertThat(model.countParams()).isEqualTo(parameters);
    }

    @Test
    void itTrainsOnListedImages() throws Exception {
        MadeUpImages.write(folder, 0, 2, 2);
        String mean = folder.resolve("mean.npy").toString();
        ExampleRun computed = ExampleRun.of(
                "imagenet-compute-mean", folder.resolve("train.txt") + "", "--root", folder + "", "--output", mean);
        assertThat(computed.errors()).isEmpty();
        assertThat(MeanImage.read(Path.of(mean)).shape().toArray()).containsExactly(3, 256, 256);
        ExampleRun run = ExampleRun.of(
                "imagenet",
                folder.resolve("train.txt") + "",
                folder.resolve("val.txt") + "",
                "--root",
                folder + "",
                "--mean",
                mean,
                "--arch",
                "nin",
                "-B",
                "2",
                "-b",
                "2",
                "-E",
                "1",
                "--out",
                folder + "");
        assertThat(PrintedNumbers.after(run, "validation loss:")).isPositive();
        assertThat(run.output()).contains("(2 images to train on, 2 to validate)");
        assertThat(folder.resolve("model_iter_1")).exists();
    }

    @Test
    @Tag("full")
    void itLearnsShapes() {
        ExampleRun run = ExampleRun.of(
                "imagenet",
                "--arch",
                "googlenetbn",
                "--size",
                "200",
                "-B",
                "10",
                "-b",
                "20",
                "-E",
                "6",
                "--out",
                folder + "");
        assertThat(PrintedNumbers.after(run, "accuracy:"))
                .as("one guess in ten shapes is right by chance")
                .isGreaterThan(0.3);
    }

    @Test
    void wrongFilesAreNamed() throws Exception {
        Path list = Files.writeString(folder.resolve("list.txt"), "a.png 0\n");
        ExampleRun run = ExampleRun.of("imagenet", list + "", list + "", "--mean", folder.resolve("m.npy") + "");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("m.npy", "imagenet-compute-mean");
        Files.writeString(folder.resolve("m.npy"), "no array");
        ExampleRun wrong = ExampleRun.of("imagenet", list + "", list + "", "--mean", folder.resolve("m.npy") + "");
        assertThat(wrong.errors()).contains("no .npy file");
    }
}
