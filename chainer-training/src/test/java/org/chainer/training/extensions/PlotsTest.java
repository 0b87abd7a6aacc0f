package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.testing.MockUpdater;
import org.chainer.training.testing.TrainerTesting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plots as files: they are there, can be read, and show all curves. */
class PlotsTest {
    private static final int BLUE = 0x1f77b4;
    private static final int ORANGE = 0xff7f0e;
    private static final int GREEN = 0x2ca02c;
    private static final int RED = 0xd62728;

    @TempDir
    Path out;

    private Trainer trainer(int epochs, org.chainer.training.Extension... extensions) {
        Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(Trigger.epochs(epochs), 10, out, extensions);
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(() -> {
            double t = updater.iteration() / 10.0;
            Chainer.report("main/loss", 3 * Math.exp(-t / 5) + 0.2 * Math.sin(7 * t), null);
            Chainer.report("validation/main/loss", 3 * Math.exp(-t / 8) + 0.5, null);
            Chainer.report("main/accuracy", 1 - Math.exp(-t / 6), null);
        });
        return trainer;
    }

    private static BufferedImage read(Path path) throws IOException {
        BufferedImage image = ImageIO.read(path.toFile());
        assertThat(image).as("image " + path).isNotNull();
        return image;
    }

    /** Whether some pixels have about this colour: edges are blended with what is behind. */
    private static boolean shows(Path path, int color) throws IOException {
        BufferedImage image = read(path);
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int distance = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    distance += Math.abs((rgb >> shift & 0xff) - (color >> shift & 0xff));
                }
                count += distance < 120 ? 1 : 0;
            }
        }
        return count > 20;
    }

    @Test
    void plotReportDrawsAllCurves() throws IOException {
        PlotReport plot = new PlotReport(
                        List.of("main/loss", "validation/main/loss", "main/accuracy"), "epoch", "plot.png")
                .title("A made-up run")
                .line("best possible", 0.3);
        trainer(20, plot).run();

        BufferedImage image = read(out.resolve("plot.png"));
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(480);
        for (int color : new int[] {BLUE, ORANGE, GREEN, RED}) {
            assertThat(shows(out.resolve("plot.png"), color)).isTrue();
        }
    }

    @Test
    void manyPointsOnLogarithmicAxis() throws IOException {
        PlotReport plot = new PlotReport(List.of("main/loss"), "iteration", "log.png")
                .logarithmic()
                .trigger(Trigger.iterations(1));
        trainer(10, plot).run();

        assertThat(shows(out.resolve("log.png"), BLUE)).isTrue();
    }

    @Test
    void svgHasTheLabels() throws Exception {
        trainer(5, new PlotReport(List.of("main/loss", "main/accuracy"), "iteration", "plot.svg"))
                .run();

        assertThat(Files.readString(out.resolve("plot.svg")))
                .startsWith("<?xml")
                .contains("<svg", ">main/loss</text>", ">main/accuracy</text>", ">iteration</text>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(out.resolve("plot.svg").toFile())
                        .getElementsByTagName("polyline")
                        .getLength())
                .isGreaterThan(10);
    }

    @Test
    void nonNumbersAreLeftOutOfThePicture() throws IOException {
        Trainer trainer = trainer(3, new PlotReport(List.of("bad", "main/loss"), "epoch", "plot.png"));
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(() -> {
            Chainer.report("bad", updater.iteration() < 10 ? Double.NaN : Double.POSITIVE_INFINITY, null);
            Chainer.report("main/loss", 1.0, null);
        });
        trainer.run();

        assertThat(shows(out.resolve("plot.png"), BLUE)).isFalse();
        assertThat(shows(out.resolve("plot.png"), ORANGE)).isTrue();
    }

    @Test
    void nothingObservedNothingDrawn() {
        trainer(3, new PlotReport("never/reported")).run();

        assertThat(out.resolve("plot.png")).doesNotExist();
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> new PlotReport(List.of("a"), "time", "plot.png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'time'")
                .hasMessageContaining("'iteration' or 'epoch'");
        assertThatThrownBy(() -> new PlotReport(List.of("a"), "epoch", "plot.pdf"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plot.pdf")
                .hasMessageContaining(".png or .svg");
        assertThatThrownBy(() -> new PlotReport()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VariableStatisticsPlot(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> statistics().percentileSigmas(50, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> statistics().percentileSigmas().plot(false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing is left");
        assertThatThrownBy(() -> statistics().maxSampleSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> statistics().size(10, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static VariableStatisticsPlot statistics() {
        return new VariableStatisticsPlot(List.of(new Variable(NDArray.zeros(DType.FLOAT32, 3), true)));
    }

    @Test
    void unwritableFileIsAnError() throws IOException {
        Files.createDirectory(out.resolve("plot.png"));
        Trainer trainer = trainer(1, new PlotReport("main/loss"));

        assertThatThrownBy(trainer::run).hasMessageContaining("plot.png").hasMessageContaining("folder");
        assertThat(out).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void statisticsOfVariables() throws IOException {
        RandomState random = new RandomState(1);
        Variable variable = new Variable(random.normal(0, 1, DType.FLOAT32, 500), true);
        for (String name : List.of("statistics.png", "statistics.svg")) {
            VariableStatisticsPlot plot = new VariableStatisticsPlot(List.of(variable)).fileName(name);
            Trainer trainer = trainer(20, plot);
            ((MockUpdater) trainer.updater()).updateCore(() -> {
                variable.array().copyFrom(variable.array().mul(0.99));
                variable.setGrad(random.normal(0.5, 2, DType.FLOAT32, 500));
            });
            trainer.run();
        }

        assertThat(shows(out.resolve("statistics.png"), BLUE)).isTrue();
        assertThat(Files.readString(out.resolve("statistics.svg")))
                .contains("gradients", "values", "mean", "iteration");
    }

    @Test
    void statisticsWithoutGradientsOrPercentiles() throws IOException {
        Variable variable = new Variable(NDArray.of(1f, 2f, 3f), true);
        trainer(2, new VariableStatisticsPlot(List.of(variable))).run();
        trainer(
                        2,
                        new VariableStatisticsPlot(List.of(variable))
                                .percentileSigmas()
                                .report(true, false)
                                .plot(true, false)
                                .fileName("mean.png"))
                .run();

        assertThat(read(out.resolve("statistics.png")).getWidth()).isEqualTo(640);
        assertThat(shows(out.resolve("mean.png"), BLUE)).isTrue();
    }

    @Test
    void pointsSurviveASnapshot() {
        PlotReport plot = new PlotReport("main/loss");
        trainer(2, plot).run();
        org.chainer.serializers.DictionarySerializer saved = new org.chainer.serializers.DictionarySerializer();
        plot.serialize(saved);

        assertThat(saved.target().get("_plot_plot.png").toString()).startsWith("{\"main/loss\": [[10, ");
        assertThat(Map.copyOf(saved.target())).hasSize(1);
    }
}
