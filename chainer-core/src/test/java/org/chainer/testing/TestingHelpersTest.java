package org.chainer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.functions.F;
import org.chainer.utils.Experimental;
import org.junit.jupiter.api.Test;

class TestingHelpersTest {

    @Test
    void arraysAreCompared() {
        NDArray x = NDArray.of(1.0, Double.NaN, Double.POSITIVE_INFINITY);
        ArrayAssertions.assertAllclose(x, x.copy());
        ArrayAssertions.assertAllclose(NDArray.of(1f, 2f), NDArray.of(1.0001, 2), 0, 1e-3);
        assertThatThrownBy(() -> ArrayAssertions.assertAllclose(NDArray.of(1.0, 2, 3), NDArray.of(1.0, 2.5, 4)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 of 3 elements differ, most the one at [2]: 3.0 and 4.0");
        assertThatThrownBy(() -> ArrayAssertions.assertAllclose(NDArray.of(1.0), NDArray.of(1.0, 2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shapes differ: (1,) and (2,)");
        assertThatThrownBy(() -> ArrayAssertions.assertAllclose(NDArray.of(Double.NaN), NDArray.of(1.0)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void repetitionsCountSuccesses() {
        AtomicInteger runs = new AtomicInteger();
        Repetition.retry(5, () -> assertThat(runs.incrementAndGet()).isEqualTo(3));
        assertThat(runs).hasValue(3);
        assertThatThrownBy(() -> Repetition.repeat(
                        3, () -> assertThat(runs.incrementAndGet()).isEqualTo(4)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 2 runs failed, expected at least 3 successes of 3");
        AtomicInteger odd = new AtomicInteger();
        Repetition.repeatWithSuccessAtLeast(
                4, 2, () -> assertThat(odd.incrementAndGet() % 2).isEqualTo(1));
        assertThat(odd).hasValue(3);
        assertThatThrownBy(() -> Repetition.repeatWithSuccessAtLeast(1, 2, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void combinationsAreAllWithAll() {
        Map<String, List<?>> values = new LinkedHashMap<>();
        values.put("dtype", List.of("f2", "f4"));
        values.put("size", List.of(1, 2, 3));
        List<Map<String, Object>> all = Combinations.product(values);
        assertThat(all).hasSize(6);
        assertThat(all.get(1)).containsExactly(Map.entry("dtype", "f2"), Map.entry("size", 2));
        assertThat(Combinations.productDict(List.of(all, List.of(Map.of("size", 9)))))
                .hasSize(6)
                .allSatisfy(one -> assertThat(one).containsEntry("size", 9));
        assertThat(Combinations.productDict(List.of())).containsExactly(Map.of());
    }

    @Test
    void randomNumbersAreFixedAndRestored() {
        RandomState.seed(5);
        double expected = RandomState.shared().nextDouble();
        RandomState.seed(5);
        double first;
        try (FixedRandom random = FixedRandom.of(1)) {
            first = RandomState.shared().nextDouble();
        }
        assertThat(RandomState.shared().nextDouble()).isEqualTo(expected);
        try (FixedRandom random = FixedRandom.of(1)) {
            assertThat(RandomState.shared().nextDouble()).isEqualTo(first);
        }
    }

    @Test
    void everyDeviceIsTried() {
        List<String> names = new ArrayList<>();
        BackendTests.onEveryDevice(device -> {
            assertThat(Devices.current()).isSameAs(device);
            names.add(device.name());
        });
        assertThat(names).contains("reference");
        assertThatThrownBy(() -> BackendTests.onEveryDevice(device -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("on device ")
                .hasMessageContaining("no");
        assertThat(Requirements.withRequires("java.lang.String")).isTrue();
        assertThat(Requirements.withRequires("java.lang.String", "no.such.Thing"))
                .isFalse();
        assertThat(Requirements.multiGpu(1000)).isFalse();
    }

    /** {@code y = w·x + 1}. */
    private static class Scaled extends Link implements Layer {
        @Name("W")
        private final Parameter w;

        Scaled(Initializer initializer) {
            w = Parameter.deferred(initializer);
        }

        @Override
        public Variable forward(Variable x) {
            if (!w.isInitialized()) {
                w.initialize(Shape.of(x.dim(1)));
            }
            return F.scale(x, w, 1).add(1);
        }
    }

    private static class ScaledTest extends LinkTestCase<Scaled> {
        @Override
        protected Scaled createLink() {
            return new Scaled(Initializer.constant(3));
        }

        @Override
        protected NDArray[] generateInputs() {
            return new NDArray[] {RandomState.shared().uniform(-1, 1, DType.FLOAT32, 2, 4)};
        }

        @Override
        protected Variable[] forward(Scaled link, Variable[] x) {
            return new Variable[] {link.apply(x[0])};
        }

        @Override
        protected NDArray[] forwardExpected(Scaled link, NDArray[] x) {
            return new NDArray[] {x[0].mul(3).add(1)};
        }
    }

    @Test
    void linkTestCases() {
        new ScaledTest().run();
        ScaledTest wrong = new ScaledTest() {
            @Override
            protected NDArray[] forwardExpected(Scaled link, NDArray[] x) {
                return new NDArray[] {x[0].mul(3)};
            }
        };
        assertThatThrownBy(wrong::run).isInstanceOf(AssertionError.class).hasMessageContaining("forward: output 0");
    }

    @Test
    void linkInitializersTestCases() {
        class InitializersTest extends LinkInitializersTestCase<Scaled> {
            private final boolean ignores;

            InitializersTest(boolean ignores) {
                this.ignores = ignores;
            }

            @Override
            protected List<String> paramNames() {
                return List.of("/W");
            }

            @Override
            protected List<List<Initializer>> initializers() {
                return List.of(List.of(Initializer.constant(2), Initializer.constant(0.5)));
            }

            @Override
            protected Scaled createLink(List<Initializer> initializers) {
                return new Scaled(ignores ? Initializer.constant(2) : initializers.get(0));
            }

            @Override
            protected NDArray[] generateInputs() {
                return new NDArray[] {NDArray.of(1f, 2f).reshape(1, 2)};
            }

            @Override
            protected Variable[] forward(Scaled link, Variable[] x) {
                return new Variable[] {link.apply(x[0])};
            }
        }
        new InitializersTest(false).run();
        assertThatThrownBy(() -> new InitializersTest(true).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("parameter /W is");
    }

    private static class ProductTest extends FunctionTestCase {
        @Override
        protected NDArray[] generateInputs() {
            return new NDArray[] {
                RandomState.shared().uniform(-1, 1, DType.FLOAT32, 3, 2),
                RandomState.shared().uniform(-1, 1, DType.FLOAT32, 2)
            };
        }

        @Override
        protected Variable[] forward(Variable[] x) {
            return new Variable[] {x[0].mul(x[1])};
        }

        @Override
        protected NDArray[] forwardExpected(NDArray[] x) {
            return new NDArray[] {x[0].mul(x[1])};
        }
    }

    @Test
    void functionTestCases() {
        new ProductTest().run();
        FunctionTestCase changing = new ProductTest() {
            @Override
            protected Variable[] forward(Variable[] x) {
                Variable[] y = super.forward(x);
                x[0].array().fill(0);
                return y;
            }
        };
        assertThatThrownBy(changing::testForward)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("forward changed its input 0");
        FunctionTestCase wrongGradient = new ProductTest() {
            @Override
            protected Variable[] forward(Variable[] x) {
                return new Variable[] {new Variable(x[0].array(), false).mul(x[1])};
            }
        };
        wrongGradient.testForward();
        assertThatThrownBy(wrongGradient::testBackward).isInstanceOf(AssertionError.class);
    }

    @Test
    void unaryFunctions() {
        UnaryMathFunctionTest.of(F::sin, Math::sin).label("sin").run();
        UnaryMathFunctionTest.of(F::log, Math::log).inputs(0.5, 2).run();
        assertThatThrownBy(() -> UnaryMathFunctionTest.of(F::sin, Math::cos).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("forward in float16");
        assertThatThrownBy(() -> UnaryMathFunctionTest.of(F::sin, Math::sin)
                        .label("sinus")
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected sinus");
    }

    @Test
    void statesGoThroughFiles() {
        Scaled from = new Scaled(Initializer.constant(4));
        Scaled to = new Scaled(Initializer.constant(1));
        Variable x = new Variable(NDArray.of(1f, 2f).reshape(1, 2));
        from.apply(x);
        to.apply(x);
        SaveAndLoad.saveAndLoadNpz(from, to);
        assertThat(to.apply(x).array().toDoubleArray()).containsExactly(5, 9);
        Scaled again = new Scaled(Initializer.constant(1));
        again.apply(x);
        SaveAndLoad.saveAndLoadHdf5(from, again);
        assertThat(again.apply(x).array().toDoubleArray()).containsExactly(5, 9);
    }

    @Test
    void mixed16() {
        try (Chainer.Scope mode = Chainer.usingConfig(Config.MIXED16, true)) {
            assertThat(Chainer.getDtype()).isEqualTo(DType.FLOAT16);
            assertThat(Chainer.getDtype(null, DType.FLOAT32)).isEqualTo(DType.FLOAT32);
            assertThat(Chainer.getDtype(DType.FLOAT64, DType.FLOAT32)).isEqualTo(DType.FLOAT64);
            assertThat(Initializer.generateArray(Initializer.constant(1), Shape.of(2), null, Devices.current())
                            .dtype())
                    .isEqualTo(DType.FLOAT16);
        }
        assertThat(Chainer.getDtype(null, DType.FLOAT16)).isEqualTo(DType.FLOAT32);
    }

    @Test
    void normalisationsTakeHalfPrecisionWithFloat32Parameters() {
        Variable x = new Variable(RandomState.shared().uniform(-1, 1, DType.FLOAT16, 4, 3));
        Variable gamma = new Variable(NDArray.of(1f, 2f, 0.5f));
        Variable beta = new Variable(NDArray.of(0f, 1f, -1f));
        Variable mean = new Variable(NDArray.of(0.1f, 0f, 0.2f));
        Variable variance = new Variable(NDArray.of(1f, 2f, 0.5f));
        Variable wide = new Variable(x.array().astype(DType.FLOAT32));
        Variable y = F.batchNormalization(x, gamma, beta);
        assertThat(y.dtype()).isEqualTo(DType.FLOAT16);
        ArrayAssertions.assertAllclose(
                y.array(), F.batchNormalization(wide, gamma, beta).array(), 1e-2, 1e-2);
        F.sum(y.mul(y)).backward();
        assertThat(x.grad().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(gamma.grad().dtype()).isEqualTo(DType.FLOAT32);
        Variable z = F.fixedBatchNormalization(x, gamma, beta, mean, variance);
        assertThat(z.dtype()).isEqualTo(DType.FLOAT16);
        ArrayAssertions.assertAllclose(
                z.array(),
                F.fixedBatchNormalization(wide, gamma, beta, mean, variance).array(),
                1e-2,
                1e-2);
    }

    @Test
    void smallThings() {
        NDArray x = NDArray.of(1f);
        assertThat(Chainer.asArray(x)).isSameAs(x);
        assertThat(Chainer.asArray(Chainer.asVariable(x)).contentEquals(x)).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Chainer.printRuntimeInfo(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Java: ", "Devices: ", "reference");
        assertThat(Experimental.experimental("a feature of this test")).isTrue();
        assertThat(Experimental.experimental("a feature of this test")).isFalse();
        try (Chainer.Scope mode = Chainer.usingConfig("disable_experimental_feature_warning", true)) {
            assertThat(Experimental.experimental("another one")).isFalse();
        }
    }
}
