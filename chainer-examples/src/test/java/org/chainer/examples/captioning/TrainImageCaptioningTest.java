package org.chainer.examples.captioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainImageCaptioningTest {
    @TempDir
    Path folder;

    @Test
    void itLearnsToNameShapes() {
        ExampleRun run = ExampleRun.of(
                "image-captioning",
                "--limit",
                "1000",
                "--max-iters",
                "320",
                "--batch-size",
                "25",
                "--hidden-size",
                "64",
                "--max-caption-length",
                "10",
                "--val-iter",
                "160",
                "--log-iter",
                "50",
                "--out",
                folder + "");
        double constant = PrintedNumbers.after(run, "of always giving the most frequent one:");
        assertThat(PrintedNumbers.after(run, "captions that are right to the word:"))
                .isGreaterThan(constant + 0.05);
        assertThat(run.output()).contains("in the image", "made-up shapes (1,000 captions");
        assertThat(folder.resolve("captions.png")).isNotEmptyFile();
    }

    @Test
    void cocosFilesAreRead() throws Exception {
        Files.createDirectories(folder.resolve("annotations"));
        for (String split : List.of("train2014", "val2014")) {
            Files.createDirectories(folder.resolve(split));
            var image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(image, "png", folder.resolve(split).resolve("a.png").toFile());
            Files.writeString(
                    folder.resolve("annotations").resolve("captions_" + split + ".json"),
                    "{\"images\": [{\"id\": 7, \"file_name\": \"a.png\"}], \"annotations\": ["
                            + "{\"image_id\": 7, \"caption\": \"A dog, running.\"}, {\"image_id\": 7, \"caption\": \"Another dog\"}]}");
        }
        ExampleRun run = ExampleRun.of(
                "image-captioning",
                "--data",
                folder + "",
                "--max-iters",
                "2",
                "--batch-size",
                "2",
                "--hidden-size",
                "4",
                "--out",
                folder + "");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("MSCOCO", "2 captions to train on, 2 to validate");
        ExampleRun none = ExampleRun.of("image-captioning", "--data", folder.resolve("train2014") + "");
        assertThat(none.errors()).contains("captions_train2014.json is not there");
    }
}
