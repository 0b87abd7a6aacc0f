package org.chainer.linkhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Sequential;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Deconvolution2D;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Normalised weights, and measured times. */
class LinkHooksTest {
    @TempDir
    Path folder;

    private static NDArray random(long... shape) {
        return new RandomState(3).normal(0, 1, DType.FLOAT32, shape);
    }

    private static Linear diagonal() {
        Linear link = new Linear(2, 2, true);
        link.w().array().copyFrom(NDArray.of(3f, 0f, 0f, 1f).reshape(2, 2));
        return link;
    }

    private static double[] numbers(NDArray array) {
        return array.astype(DType.FLOAT64).toDoubleArray();
    }

    private static NDArray vector(Link link) {
        return (NDArray) Serializers.serialize(link).get("W_u");
    }

    @Test
    void spectralNormalizationDividesByTheLargestSingularValue() {
        Linear link = diagonal();
        link.addHook(new SpectralNormalization());
        Variable x = new Variable(NDArray.of(1f, 1f).reshape(1, 2));
        Variable y = null;
        for (int i = 0; i < 40; i++) {
            y = link.apply(x);
        }
        assertThat(numbers(y.array())).containsExactly(new double[] {1, 1.0 / 3}, within(1e-5));
        assertThat(Math.abs(numbers(vector(link))[0])).isCloseTo(1, within(1e-5));
        assertThat(numbers(link.w().array())).containsExactly(3, 0, 0, 1);
    }

    /** One step, by the formula. */
    @Test
    void oneStepOfPowerIterationEachCallInTraining() {
        Linear link = new Linear(3, 2, true);
        link.addHook(new SpectralNormalization(1, 1e-6, false, 2.0, "W", "sn"));
        double[] u = numbers(vector(link));
        double[] w = numbers(link.w().array());
        double[] v = new double[3];
        double[] next = new double[2];
        for (int j = 0; j < 3; j++) {
            v[j] = u[0] * w[j] + u[1] * w[3 + j];
        }
        normalize(v);
        for (int i = 0; i < 2; i++) {
            next[i] = w[3 * i] * v[0] + w[3 * i + 1] * v[1] + w[3 * i + 2] * v[2];
        }
        double sigma = Math.sqrt(next[0] * next[0] + next[1] * next[1]);
        normalize(next);
        Variable eye = new Variable(NDArray.of(1f, 0f, 0f).reshape(1, 3));
        try (Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            link.apply(eye);
            assertThat(numbers(vector(link))).containsExactly(u);
        }
        Variable y = link.apply(eye);
        assertThat(numbers(vector(link))).containsExactly(next, within(1e-5));
        assertThat(numbers(y.array())).containsExactly(new double[] {2 * w[0] / sigma, 2 * w[3] / sigma}, within(1e-4));
    }

    private static void normalize(double[] vector) {
        double norm = 0;
        for (double value : vector) {
            norm += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= Math.sqrt(norm) + 1e-6;
        }
    }

    @Test
    void gradientsFlowThroughTheNormalization() {
        try (Chainer.Scope precision = Chainer.usingConfig(Config.DTYPE, DType.FLOAT64)) {
            Linear link = new Linear(3, 2);
            link.addHook(new SpectralNormalization(1, 1e-12, true, null, "W", "sn"));
            NDArray x = random(4, 3).astype(DType.FLOAT64);
            for (int i = 0; i < 200; i++) {
                link.apply(x);
            }
            assertThat(link.namedParams().keySet()).containsExactly("/W", "/b", "/gamma");
            try (Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
                GradientCheck.of(in -> link.apply(in[0]), x)
                        .params(link.params().toArray(Parameter[]::new))
                        .checkBackward();
            }
            SGD optimizer = new SGD(0.1);
            optimizer.setup(link);
            link.clearGrads();
            F.sum(F.square(link.apply(x))).backward();
            double before = link.namedParams().get("/gamma").array().item();
            optimizer.update();
            assertThat(link.namedParams().get("/gamma").array().item()).isNotEqualTo(before);
        }
    }

    @Test
    void gammaStartsAsTheLargestSingularValueAndGoesWithTheHook() {
        Linear link = diagonal();
        link.addHook(new SpectralNormalization(1, 1e-6, true, null, "W", "sn"));
        assertThat(link.namedParams().get("/gamma").array().item()).isCloseTo(3, within(1e-5));
        link.deleteHook("sn");
        assertThat(link.namedParams().keySet()).containsExactly("/W");
        assertThat(Serializers.serialize(link).keySet()).containsExactly("W");
        assertThat(numbers(link.apply(new Variable(NDArray.of(1f, 1f).reshape(1, 2)))
                        .array()))
                .containsExactly(3, 1);
    }

    @Test
    void outputsOfADeconvolutionAreItsSecondAxis() {
        Deconvolution2D link = new Deconvolution2D(3, 5, 2);
        link.addHook(new SpectralNormalization());
        assertThat(vector(link).shape().toArray()).containsExactly(5);
        link.apply(new Variable(random(1, 3, 2, 2)));
        EmbedID embed = new EmbedID(4, 3);
        embed.addHook(new SpectralNormalization());
        assertThat(vector(embed).shape().toArray()).containsExactly(4);
        embed.apply(new Variable(NDArray.of(0, 3)));
    }

    @Test
    void weightsWhoseShapeComesLater() {
        Convolution2D link = new Convolution2D(null, 4, 3);
        link.addHook(new SpectralNormalization());
        assertThat(Serializers.serialize(link)).doesNotContainKey("W_u");
        link.apply(new Variable(random(1, 2, 5, 5)));
        assertThat(vector(link).shape().toArray()).containsExactly(4);
        Path file = folder.resolve("link.npz");
        Serializers.saveNpz(file, link);
        Convolution2D loaded = new Convolution2D(2, 4, 3);
        loaded.addHook(new SpectralNormalization());
        Serializers.loadNpz(file, loaded);
        assertThat(vector(loaded).contentEquals(vector(link))).isTrue();
        Convolution2D copy = (Convolution2D) link.copy(CopyMode.COPY);
        copy.apply(new Variable(random(1, 2, 5, 5)));
        assertThat(vector(copy).contentEquals(vector(link))).isFalse();
    }

    @Test
    void weightStandardization() {
        Linear link = new Linear(4, 2, true);
        link.addHook(new WeightStandardization());
        NDArray eye = org.chainer.array.NDArrays.eye(4, DType.FLOAT32);
        NDArray standardized = link.apply(new Variable(eye)).array();
        for (int i = 0; i < 2; i++) {
            double[] row = numbers(link.w().array().select(0, i));
            double mean = (row[0] + row[1] + row[2] + row[3]) / 4;
            double variance = 0;
            for (double value : row) {
                variance += (value - mean) * (value - mean) / 4;
            }
            for (int j = 0; j < 4; j++) {
                assertThat(standardized.select(0, j).select(0, i).item())
                        .isCloseTo((row[j] - mean) / Math.sqrt(variance + 1e-5), within(1e-4));
            }
        }
        Convolution2D convolution = new Convolution2D(null, 3, 2);
        convolution.addHook(new WeightStandardization());
        F.sum(convolution.apply(new Variable(random(1, 2, 4, 4)))).backward();
        assertThat(convolution.w().grad().shape()).isEqualTo(convolution.w().shape());
    }

    @Test
    void misuseIsRefusedAndLeavesNothingBehind() {
        SpectralNormalization hook = new SpectralNormalization();
        assertThatThrownBy(() -> Chainer.usingHook(hook))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("addHook");
        Linear link = diagonal();
        assertThatThrownBy(() -> link.addHook(new WeightStandardization(1e-5, "V", "ws")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'V'")
                .hasMessageContaining("[W]");
        assertThat(link.hooks()).isEmpty();
        assertThatThrownBy(() -> new SpectralNormalization(0, 1, false, null, "W", "sn"))
                .isInstanceOf(IllegalArgumentException.class);
        link.addHook(hook);
        assertThatThrownBy(() -> link.apply(new Variable(random(1, 3)))).isInstanceOf(RuntimeException.class);
        assertThat(numbers(F.sum(link.w()).array())).containsExactly(4);
    }

    @Test
    void timesOfLinks() {
        TimerHook hook = new TimerHook();
        Sequential network = new Sequential(new Linear(3, 4), F::relu, new Linear(4, 2));
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            network.apply(new Variable(random(2, 3)));
            assertThatThrownBy(() -> network.apply(new Variable(random(2, 5)))).isInstanceOf(RuntimeException.class);
            network.apply(new Variable(random(2, 3)));
        }
        network.apply(new Variable(random(2, 3)));
        assertThat(hook.callHistory().stream().map(TimerHook.Call::linkName))
                .containsExactly("Linear", "Linear", "Sequential", "Linear", "Linear", "Sequential");
        assertThat(hook.summary().get("Linear").occurrence()).isEqualTo(4);
        assertThat(hook.totalTime())
                .isCloseTo(hook.summary().get("Sequential").elapsedTime(), within(1e-9))
                .isPositive();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        hook.printReport("sec", new PrintStream(text, true, StandardCharsets.UTF_8));
        List<String> lines = text.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).isEqualTo("  LinkName  ElapsedTime  Occurrence");
        assertThat(lines.get(1)).matches("    Linear +\\d+\\.\\d\\dsec           4");
        assertThatThrownBy(() -> hook.printReport("min", System.out)).hasMessageContaining("min");
    }
}
