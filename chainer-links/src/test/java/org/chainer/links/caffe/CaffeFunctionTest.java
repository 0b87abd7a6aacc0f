package org.chainer.links.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainer.links.caffe.CaffeModelBuilder.blob;
import static org.chainer.links.caffe.CaffeModelBuilder.formerBlob;
import static org.chainer.links.caffe.CaffeModelBuilder.layer;
import static org.chainer.links.caffe.CaffeModelBuilder.net;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.pooling.PoolingOptions;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.serializers.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that the test writes as Caffe would. */
class CaffeFunctionTest {
    @TempDir
    Path folder;

    private CaffeFunction load(CaffeModelBuilder net) {
        return new CaffeFunction(net.write(folder.resolve("net.caffemodel")));
    }

    private static CaffeModelBuilder options() {
        return new CaffeModelBuilder();
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(1 + 3 * i);
        }
        return numbers;
    }

    private static NDArray array(long... shape) {
        return NDArray.of(numbers((int) org.chainer.array.Shape.of(shape).size()))
                .reshape(shape);
    }

    private static final Variable X = new Variable(array(2, 4, 6, 6));

    private static String[] names(String... names) {
        return names;
    }

    private void expect(Variable expected, Variable actual) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] want = expected.array().astype(DType.FLOAT64).toDoubleArray();
        double[] have = actual.array().astype(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < want.length; i++) {
            assertThat(have[i]).isCloseTo(want[i], within(1e-5 + 1e-5 * Math.abs(want[i])));
        }
    }

    /** One layer from x to y. */
    private Variable run(String type, int field, CaffeModelBuilder options, CaffeModelBuilder... blobs) {
        CaffeFunction function = load(
                net(layer("l", type, names("x"), names("y"), field, options).blobs(blobs)));
        try (var test = Chainer.usingConfig(Config.TRAIN, false)) {
            return function.apply(Map.of("x", X), List.of("y"))[0];
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void convolution(int groups) {
        NDArray w = array(6, 4 / groups, 3, 2);
        var options = options()
                .integer(1, 6)
                .integer(11, 3)
                .integer(12, 2)
                .integer(6, 2)
                .integer(3, 1)
                .integer(5, groups);
        Variable y = run("Convolution", 106, options, blob(w.toFloatArray(), 6, 4 / groups, 3, 2), blob(numbers(6), 6));
        expect(
                F.convolution2d(
                        X,
                        new Variable(w),
                        new Variable(NDArray.of(numbers(6))),
                        new ConvolutionOptions().stride(2).pad(1).groups(groups)),
                y);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void deconvolution(int groups) {
        NDArray w = array(4, 6 / groups, 3, 3);
        var options = options().integer(4, 3).integer(6, 2).integer(5, groups).integer(2, 0);
        Variable y = run("Deconvolution", 106, options, blob(w.toFloatArray(), 4, 6 / groups, 3, 3));
        expect(
                F.deconvolution2d(
                        X,
                        new Variable(w),
                        null,
                        new ConvolutionOptions().stride(2).groups(groups)),
                y);
    }

    @Test
    void innerProduct() {
        NDArray w = array(3, 144);
        Variable y =
                run("InnerProduct", 117, options().integer(1, 3), blob(w.toFloatArray(), 3, 144), blob(numbers(3), 3));
        expect(F.linear(X, new Variable(w), new Variable(NDArray.of(numbers(3)))), y);
        assertThatThrownBy(() -> run("InnerProduct", 117, options().integer(5, 2), blob(numbers(6), 3, 2)))
                .hasMessageContaining("axis");
    }

    @Test
    void batchNormWithItsFactorAndScale() {
        var mean = new float[] {2, 4, 6, 8};
        var variance = new float[] {4, 4, 16, 16};
        Variable y = run(
                "BatchNorm",
                139,
                options().integer(1, 1).number(3, 0.5f),
                blob(mean, 4),
                blob(variance, 4),
                blob(new float[] {2}, 1));
        NDArray m = NDArray.of(1f, 2f, 3f, 4f).reshape(1, 4, 1, 1);
        NDArray s = F.sqrt(new Variable(NDArray.of(2.5f, 2.5f, 8.5f, 8.5f).reshape(1, 4, 1, 1)))
                .array();
        expect(new Variable(X.array().sub(m).div(s)), y);
        Variable scaled = run(
                "Scale",
                142,
                options().integer(4, 1),
                blob(new float[] {1, 2, 3, 4}, 4),
                blob(new float[] {5, 6, 7, 8}, 4));
        expect(
                new Variable(X.array()
                        .mul(NDArray.of(1f, 2f, 3f, 4f).reshape(1, 4, 1, 1))
                        .add(NDArray.of(5f, 6f, 7f, 8f).reshape(1, 4, 1, 1))),
                scaled);
    }

    @Test
    void scaleByAnotherBlob() {
        CaffeFunction function = load(net(
                layer("s", "Scale", names("x", "f"), names("y"), 142, options().integer(4, 1))
                        .blobs(blob(numbers(4), 4))));
        Variable f = new Variable(NDArray.of(2f, 3f, 4f, 5f));
        Variable y = function.apply(Map.of("x", X, "f", f), List.of("y"))[0];
        expect(F.bias(F.scale(X, f, 1), new Variable(NDArray.of(numbers(4))), 1), y);
    }

    @Test
    void layersWithoutWeights() {
        expect(F.relu(X), run("ReLU", 123, options()));
        expect(F.leakyRelu(X, 0.25), run("ReLU", 123, options().number(1, 0.25f)));
        expect(F.sigmoid(X), run("Sigmoid", 0, null));
        expect(F.softmax(X), run("Softmax", 125, options()));
        expect(X, run("Dropout", 108, options().number(1, 0.9f)));
        expect(
                F.reshape(X, 2, 8, 18),
                run("Reshape", 133, options().message(1, options().integer(1, 0, 8, -1))));
        expect(
                F.localResponseNormalization(X, 3, 2, 0.1, 0.5),
                run(
                        "LRN",
                        118,
                        options().integer(1, 3).number(2, 0.3f).number(3, 0.5f).number(5, 2)));
    }

    @Test
    void pooling() {
        PoolingOptions once = new PoolingOptions(3, 2).stride(2, 1).pad(1, 0);
        var options = options()
                .integer(5, 3)
                .integer(6, 2)
                .integer(7, 2)
                .integer(8, 1)
                .integer(9, 1);
        expect(F.maxPooling2d(X, once), run("Pooling", 121, options));
        expect(F.averagePooling2d(X, once), run("Pooling", 121, options.integer(1, 1)));
        expect(
                F.averagePooling2d(X, 6),
                run("Pooling", 121, options().integer(1, 1).integer(12, 1)));
    }

    @Test
    void whatIsNotSupportedIsSaid() {
        assertThatThrownBy(() -> run("Pooling", 121, options().integer(1, 2).integer(2, 2)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("stochastic")
                .hasMessageContaining("'l'")
                .hasMessageContaining("net.caffemodel");
        assertThatThrownBy(() -> run("LRN", 118, options().integer(4, 1))).hasMessageContaining("within");
        assertThatThrownBy(() -> run("Softmax", 125, options().integer(2, 2))).hasMessageContaining("axis");
        assertThatThrownBy(() -> run("Eltwise", 110, options().integer(1, 3))).hasMessageContaining("operation is 3");
        assertThatThrownBy(() -> run("Convolution", 106, options().integer(4, 3)))
                .hasMessageContaining("0 blobs");
    }

    @Test
    void severalInputsAndOutputs() {
        Variable a = new Variable(array(2, 4));
        Variable b = new Variable(array(2, 4).mul(2));
        CaffeFunction function = load(net(
                layer("cat", "Concat", names("a", "b"), names("cat"), 104, options()),
                layer(
                        "cat0",
                        "Concat",
                        names("a", "b"),
                        names("cat0"),
                        104,
                        options().integer(2, 0)),
                layer(
                        "sum",
                        "Eltwise",
                        names("a", "b"),
                        names("sum"),
                        110,
                        options().number(2, 0.5f, -1)),
                layer(
                        "product",
                        "Eltwise",
                        names("a", "b"),
                        names("product"),
                        110,
                        options().integer(1, 0)),
                layer(
                        "max",
                        "Eltwise",
                        names("a", "b"),
                        names("max"),
                        110,
                        options().integer(1, 2)),
                layer("halves", "Slice", names("a"), names("h1", "h2"), 126, options()),
                layer(
                        "thirds",
                        "Slice",
                        names("a"),
                        names("t1", "t2", "t3"),
                        126,
                        options().integer(2, 1, 3)),
                layer("split", "Split", names("a"), names("a1", "a2"), 0, null),
                layer("relu", "ReLU", names("a2"), names("r"), 0, null),
                layer("lost", "ReLU", names("nowhere"), names("n"), 0, null),
                layer("odd", "Flatten", names("a"), names("o"), 0, null),
                layer("data", "Data", names(), names("d"), 0, null),
                layer("loss", "SoftmaxWithLoss", names("a", "label"), names("loss"), 0, null)));
        assertThat(function.layers()).doesNotContain("odd", "data", "split");
        Variable[] y = function.apply(
                Map.of("a", a, "b", b, "label", new Variable(NDArray.of(1, 3))),
                List.of("cat", "cat0", "sum", "product", "max", "h2", "t2", "r", "loss"));
        expect(F.concat(List.of(a, b), 1), y[0]);
        expect(F.concat(List.of(a, b), 0), y[1]);
        expect(a.mul(0.5).sub(b), y[2]);
        expect(a.mul(b), y[3]);
        expect(F.maximum(a, b), y[4]);
        expect(F.getItem(a, Slice.parse(":, 2:")), y[5]);
        expect(F.getItem(a, Slice.parse(":, 1:3")), y[6]);
        expect(F.relu(a), y[7]);
        expect(F.softmaxCrossEntropy(a, new Variable(NDArray.of(1, 3))), y[8]);
        assertThat(function.variables()).containsKey("t3").doesNotContainKeys("n", "o");
        assertThatThrownBy(() -> function.apply(Map.of("a", a), List.of("n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'n'");
        assertThatThrownBy(() -> function.apply(Map.of("a", a), List.of("r"), List.of("relu")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A model of the former format: numbers for types, four sizes for blobs. */
    @Test
    void theFormerFormat() {
        CaffeModelBuilder convolution = new CaffeModelBuilder()
                .text(4, "conv/1")
                .integer(5, 4)
                .text(2, "data")
                .text(3, "conv")
                .message(6, formerBlob(numbers(8), 2, 4, 1, 1))
                .message(6, formerBlob(numbers(2), 1, 1, 1, 2))
                .message(10, options().integer(1, 2).integer(4, 1));
        CaffeModelBuilder product = new CaffeModelBuilder()
                .text(4, "ip")
                .integer(5, 14)
                .text(2, "conv")
                .text(3, "ip")
                .message(6, formerBlob(numbers(216), 1, 1, 3, 72))
                .message(17, options().integer(2, 0));
        CaffeFunction function =
                load(new CaffeModelBuilder().message(2, convolution).message(2, product));
        assertThat(function.namedParams().keySet()).containsExactly("/conv/1/W", "/conv/1/b", "/ip/W");
        assertThat(function.child("conv/1")).isInstanceOf(Convolution2D.class);
        assertThat(function.child("ip")).isInstanceOf(Linear.class);
        Variable y = function.apply(Map.of("data", X), List.of("ip"))[0];
        Variable h = F.convolution2d(X, new Variable(array(2, 4, 1, 1)), new Variable(NDArray.of(numbers(2))));
        expect(F.linear(h, new Variable(array(3, 72)), null), y);
        F.sum(y).backward();
        assertThat(function.params()).allSatisfy(p -> assertThat(p.grad()).isNotNull());
    }

    @Test
    void trainedStatisticsStayUnlessTold() {
        CaffeFunction function = load(net(layer("bn", "BatchNorm", names("x"), names("y"), 139, options())
                .blobs(blob(new float[4], 4), blob(new float[] {1, 1, 1, 1}, 4))));
        function.apply(Map.of("x", X), List.of("y"));
        assertThat(((BatchNormalization) function.child("bn")).avgMean().contentEquals(NDArray.zeros(DType.FLOAT32, 4)))
                .isFalse();
    }

    @Test
    void damagedFiles() throws Exception {
        byte[] bytes = net(layer(
                                "l",
                                "Convolution",
                                names("x"),
                                names("y"),
                                106,
                                options().integer(4, 3))
                        .blobs(blob(numbers(36), 1, 4, 3, 3), blob(numbers(1), 1)))
                .build();
        Path file = folder.resolve("cut.caffemodel");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> new CaffeFunction(file))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(file.toString());
        }
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) 0xff;
            Files.write(file, damaged);
            try {
                new CaffeFunction(file);
            } catch (SerializationException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
        assertThatThrownBy(() -> new CaffeFunction(folder.resolve("none")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("none");
    }
}
