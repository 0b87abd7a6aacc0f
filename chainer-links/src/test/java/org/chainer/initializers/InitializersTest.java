package org.chainer.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Initializer;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializersTest {
    private static final Shape SHAPE = Shape.of(200, 50, 3, 2); // fan-in 300, fan-out 1200

    private static NDArray generate(Initializer initializer, long... shape) {
        return Initializer.generateArray(initializer, Shape.of(shape), null, Devices.current());
    }

    private static Arguments random(
            String name, BiFunction<DType, RandomState, Initializer> make, double deviation, boolean uniform) {
        return Arguments.of(name, make, deviation, uniform);
    }

    static Stream<Arguments> randomOnes() {
        return Stream.of(
                random("Normal", (d, r) -> new Normal(0.05, d, r), 0.05, false),
                random("LeCunNormal", (d, r) -> new LeCunNormal(2, d, r), 2 * Math.sqrt(1 / 300.0), false),
                random("GlorotNormal", (d, r) -> new GlorotNormal(1, d, r), Math.sqrt(2 / 1500.0), false),
                random("HeNormal", (d, r) -> new HeNormal(1, d, "fan_in", r), Math.sqrt(2 / 300.0), false),
                random("HeNormal fan_out", (d, r) -> new HeNormal(1, d, "fan_out", r), Math.sqrt(2 / 1200.0), false),
                random("Uniform", (d, r) -> new Uniform(0.05, d, r), 0.05, true),
                random("LeCunUniform", (d, r) -> new LeCunUniform(1, d, r), Math.sqrt(3 / 300.0), true),
                random("GlorotUniform", (d, r) -> new GlorotUniform(1, d, r), Math.sqrt(6 / 1500.0), true),
                random("HeUniform", (d, r) -> new HeUniform(1, d, r), Math.sqrt(6 / 300.0), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("randomOnes")
    void distributions(String name, BiFunction<DType, RandomState, Initializer> make, double scale, boolean uniform) {
        double[] values = generate(make.apply(null, new RandomState(1)), SHAPE.toArray())
                .astype(DType.FLOAT64)
                .toDoubleArray();
        double mean = 0;
        double square = 0;
        double greatest = 0;
        for (double value : values) {
            mean += value / values.length;
            square += value * value / values.length;
            greatest = Math.max(greatest, Math.abs(value));
        }
        double deviation = uniform ? scale / Math.sqrt(3) : scale;
        assertThat(mean).isCloseTo(0, within(5 * deviation / Math.sqrt(values.length)));
        assertThat(Math.sqrt(square)).isCloseTo(deviation, within(0.02 * deviation));
        if (uniform) {
            assertThat(greatest).isBetween(0.99 * scale, 1.0001 * scale);
        } else {
            assertThat(greatest).isGreaterThan(3.5 * scale);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("randomOnes")
    void theSeedDecides(String name, BiFunction<DType, RandomState, Initializer> make) {
        NDArray first = generate(make.apply(null, new RandomState(3)), 20, 5);
        assertThat(generate(make.apply(null, new RandomState(3)), 20, 5).contentEquals(first))
                .isTrue();
        assertThat(generate(make.apply(null, new RandomState(4)), 20, 5).contentEquals(first))
                .isFalse();
        RandomState.seed(5);
        NDArray shared = generate(make.apply(null, null), 20, 5);
        RandomState.seed(5);
        assertThat(generate(make.apply(null, null), 20, 5).contentEquals(shared))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("randomOnes")
    void dtypes(String name, BiFunction<DType, RandomState, Initializer> make) {
        Initializer wide = make.apply(DType.FLOAT64, null);
        assertThat(wide.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(generate(wide, 2, 3).dtype()).isEqualTo(DType.FLOAT64);
        assertThatThrownBy(() -> wide.initialize(NDArray.zeros(DType.FLOAT32, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32")
                .hasMessageContaining("float64");
        Initializer any = make.apply(null, null);
        assertThat(generate(any, 2, 3).dtype()).isEqualTo(DType.FLOAT32);
        try (Chainer.Scope mode = Chainer.usingConfig(Config.DTYPE, DType.FLOAT16)) {
            assertThat(generate(any, 2, 3).dtype()).isEqualTo(DType.FLOAT16);
        }
    }

    @Test
    void fansNeedTwoAxes() {
        for (Initializer initializer : List.of(
                new LeCunNormal(),
                new GlorotNormal(),
                new HeNormal(),
                new LeCunUniform(),
                new GlorotUniform(),
                new HeUniform())) {
            assertThatThrownBy(() -> generate(initializer, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(initializer.getClass().getSimpleName())
                    .hasMessageContaining("(3,)");
        }
    }

    @Test
    void scalesThatAreNone() {
        assertThatThrownBy(() -> new Normal(-1)).hasMessageContaining("Normal: scale is -1");
        assertThatThrownBy(() -> new HeUniform(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new HeNormal(1, null, "fan", null)).hasMessageContaining("'fan'");
    }

    @Test
    void constants() {
        assertThat(generate(new Zero(), 2).toFloatArray()).containsExactly(0, 0);
        assertThat(generate(new One(), 2).toFloatArray()).containsExactly(1, 1);
        assertThat(generate(new NaN(), 2).toFloatArray()).containsOnly(Float.NaN);
        assertThat(generate(new Constant(2.5), 2, 1).toFloatArray()).containsExactly(2.5f, 2.5f);
        NDArray given = NDArray.of(1.0, 2.0);
        NDArray filled = generate(new Constant(given), 2, 2);
        assertThat(filled.toFloatArray()).containsExactly(1, 2, 1, 2);
        given.fill(9);
        assertThat(filled.toFloatArray()).containsExactly(1, 2, 1, 2);
        assertThatThrownBy(() -> generate(new Constant(given), 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void identity() {
        NDArray square = generate(new Identity(2), 3, 3);
        assertThat(square.contentEquals(NDArrays.eye(3, DType.FLOAT32).mul(2))).isTrue();
        assertThatThrownBy(() -> generate(new Identity(), 2, 3)).hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> generate(new Identity(), 3)).hasMessageContaining("square");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8x8", "5x9", "9x5", "4x3x2x2", "1x1", "7"})
    void orthogonalSystems(String shape) {
        long[] dims = Stream.of(shape.split("x")).mapToLong(Long::parseLong).toArray();
        NDArray array = generate(new Orthogonal(1.5, DType.FLOAT64, "auto", new RandomState(2)), dims);
        NDArray matrix = array.reshape(dims[0], -1);
        boolean wide = matrix.dim(1) >= matrix.dim(0);
        NDArray gram =
                wide ? matrix.matmul(matrix.transpose()) : matrix.transpose().matmul(matrix);
        assertThat(gram.allClose(NDArrays.eye(gram.dim(0), DType.FLOAT64).mul(2.25), 0, 1e-12))
                .as("%s", gram)
                .isTrue();
    }

    @Test
    void orthogonalModes() {
        assertThatThrownBy(() -> generate(new Orthogonal(1, null, "projection", null), 3, 2))
                .hasMessageContaining("orthogonal projection");
        assertThatThrownBy(() -> generate(new Orthogonal(1, null, "embedding", null), 2, 3))
                .hasMessageContaining("orthogonal embedding");
        assertThatThrownBy(() -> generate(new Orthogonal(1, null, "basis", null), 2, 3))
                .hasMessageContaining("orthogonal basis");
        assertThatThrownBy(() -> new Orthogonal(1, null, "any", null)).hasMessageContaining("'any'");
        assertThatThrownBy(() -> generate(new Orthogonal(), 0, 3)).hasMessageContaining("empty");
        assertThat(Math.abs(generate(new Orthogonal(3)).item())).isEqualTo(3);
    }

    @Test
    void samplingFilters() {
        NDArray up = generate(new UpsamplingDeconvFilter(), 2, 2, 3, 3);
        NDArray kernel = NDArray.of(0.25f, 0.5f, 0.25f, 0.5f, 1f, 0.5f, 0.25f, 0.5f, 0.25f)
                .reshape(3, 3);
        assertThat(up.get("0, 0").allClose(kernel, 1e-6, 0)).isTrue();
        assertThat(up.get("1, 1").allClose(kernel, 1e-6, 0)).isTrue();
        assertThat(up.get("0, 1").toFloatArray()).containsOnly(0);
        NDArray down = generate(new DownsamplingConvFilter(), 3, 1, 4);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(down.select(0, channel)
                            .allClose(NDArray.of(0.125f, 0.375f, 0.375f, 0.125f).reshape(1, 4), 1e-6, 0))
                    .isTrue();
        }
        assertThatThrownBy(() -> generate(new UpsamplingDeconvFilter(), 2, 3, 3, 3))
                .hasMessageContaining("(2, 3, 3, 3)");
        assertThatThrownBy(() -> generate(new UpsamplingDeconvFilter(), 2, 2, 3, 4))
                .hasMessageContaining("(2, 2, 3, 4)");
        assertThatThrownBy(() -> new DownsamplingConvFilter("cubic", null)).hasMessageContaining("'cubic'");
    }

    @Test
    void parametersOnAnyDevice() {
        for (var device : Devices.available()) {
            try (var scope = device.use()) {
                for (Initializer initializer : List.of(
                        new Normal(), new Orthogonal(), new Identity(), new Constant(NDArray.of(1f)), new One())) {
                    assertThat(new Parameter(initializer, 4, 4).device()).isSameAs(device);
                }
                assertThat(new Parameter(new UpsamplingDeconvFilter(), 2, 1, 4, 4).device())
                        .isSameAs(device);
            }
        }
    }
}
