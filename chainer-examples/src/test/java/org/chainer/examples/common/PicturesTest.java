package org.chainer.examples.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.examples.mnist.MLP;
import org.chainer.links.model.Classifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    Path folder;

    @Test
    void aSheetShowsEachImageEnlargedWithItsCaption() throws Exception {
        NDArray red = NDArray.zeros(DType.FLOAT32, 3, 8, 8);
        red.select(0, 0).fill(1);
        Path file = folder.resolve("new").resolve("sheet.png");
        new SampleSheet("Two images", 2)
                .add(red, "red", true)
                .add(NDArray.full(0.5, DType.FLOAT32, 8, 8))
                .write(file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getRGB(6 + 28, 24 + 28)).isEqualTo(0xffff0000);
        assertThat(sheet.getRGB(6 + 28 + 62, 24 + 28)).isEqualTo(0xff808080);
        assertThat(sheet.getRGB(1, sheet.getHeight() - 1)).isEqualTo(0xffffffff);
    }

    @Test
    void anArrayThatIsNoImageIsRefused() {
        SampleSheet sheet = new SampleSheet("", 1);
        assertThatThrownBy(() -> sheet.add(NDArray.zeros(DType.FLOAT32, 2, 8, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2, 8, 8)");
    }

    @Test
    void aConfusionMatrixCountsAndIsDrawn() throws Exception {
        ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "dog"));
        matrix.add(0, 0);
        matrix.add(0, 1);
        matrix.add(1, 1);
        matrix.add(1, 1);
        assertThat(matrix.accuracy()).isEqualTo(0.75);
        assertThat(matrix.count(0, 1)).isEqualTo(1);
        matrix.write(folder.resolve("confusion.png"), "Cats and dogs");
        assertThat(ImageIO.read(folder.resolve("confusion.png").toFile()).getWidth())
                .isGreaterThan(76);
    }

    @Test
    void aSummaryListsLayersAndLeavesModelAndRandomNumbersAlone() throws Exception {
        Classifier model = new Classifier(new MLP(5, 3));
        NDArray x = NDArray.zeros(DType.FLOAT32, 2, 4);
        ModelSummary summary = ModelSummary.of(
                model,
                copy -> copy.apply(new Variable(x, false), new Variable(NDArray.of(0, 1), false)),
                loss -> GraphDrawing.write(loss, folder.resolve("cg.dot")));
        assertThat(summary.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "layer kind output parameters",
                        "/predictor/l1 Linear (2, 5) 25",
                        "/predictor/l2 Linear (2, 5) 30",
                        "/predictor/l3 Linear (2, 3) 18",
                        "total 73");
        assertThat(summary.parameters()).isEqualTo(73);
        assertThat(model.params(false)).as("parameters with arrays").hasSize(3);
        assertThat(Files.readString(folder.resolve("cg.dot"))).startsWith("digraph");
        assertThat(ImageIO.read(folder.resolve("cg.png").toFile()).getHeight()).isGreaterThan(300);
    }
}
