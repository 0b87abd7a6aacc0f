package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.math.Sum;
import org.chainer.links.LinkCalls;
import org.chainer.links.activation.Maxout;
import org.chainer.links.activation.PReLU;
import org.chainer.links.activation.Swish;
import org.chainer.links.connection.Bias;
import org.chainer.links.connection.Bilinear;
import org.chainer.links.connection.Convolution1D;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Convolution3D;
import org.chainer.links.connection.Deconvolution2D;
import org.chainer.links.connection.DepthwiseConvolution2D;
import org.chainer.links.connection.DilatedConvolution2D;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Highway;
import org.chainer.links.connection.Inception;
import org.chainer.links.connection.Linear;
import org.chainer.links.connection.LocalConvolution2D;
import org.chainer.links.connection.MLPConvolution2D;
import org.chainer.links.connection.Scale;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.links.normalization.BatchNormalizationOptions;
import org.chainer.links.normalization.BatchRenormalization;
import org.chainer.links.normalization.GroupNormalization;
import org.chainer.links.normalization.LayerNormalization;
import org.chainer.links.rnn.ChildSumTreeLSTM;
import org.chainer.links.rnn.LSTM;
import org.chainer.links.rnn.NStepBiGRU;
import org.chainer.links.rnn.NStepBiLSTM;
import org.chainer.links.rnn.NStepBiRNNReLU;
import org.chainer.links.rnn.NStepBiRNNTanh;
import org.chainer.links.rnn.NStepGRU;
import org.chainer.links.rnn.NStepLSTM;
import org.chainer.links.rnn.NStepRNNReLU;
import org.chainer.links.rnn.NStepRNNTanh;
import org.chainer.links.rnn.NaryTreeLSTM;
import org.chainer.links.rnn.StatefulGRU;
import org.chainer.links.rnn.StatefulMGU;
import org.chainer.links.rnn.StatefulPeepholeLSTM;
import org.chainer.links.rnn.StatefulZoneoutLSTM;
import org.chainer.links.rnn.StatelessGRU;
import org.chainer.links.rnn.StatelessLSTM;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Outputs, gradients, statistics and files of every link in {@code models/links}. */
class LinksGoldenTest {
    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> chainersFigures() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> entry : ModelFiles.cases("links")) {
            tests.add(DynamicTest.dynamicTest((String) entry.get("case"), () -> run(entry)));
        }
        System.out.println(
                "links: " + tests.size() + " golden cases from " + GoldenFiles.source() + " on " + Devices.current());
        return tests;
    }

    private static Link link(String name) {
        return switch (name) {
            case "Linear" -> new Linear(3, 4);
            case "Linear-lazy" -> new Linear(4);
            case "Bias" -> new Bias(1, 3);
            case "Scale" -> new Scale(1, Shape.of(3), true, null);
            case "Bilinear" -> new Bilinear(3, 2, 3);
            case "EmbedID" -> new EmbedID(7, 3);
            case "LSTM" -> new LSTM(3, 5);
            case "StatelessLSTM" -> new StatelessLSTM(3, 5);
            case "StatefulGRU" -> new StatefulGRU(3, 5);
            case "StatelessGRU" -> new StatelessGRU(3, 5);
            case "StatefulPeepholeLSTM" -> new StatefulPeepholeLSTM(3, 5);
            case "StatefulZoneoutLSTM" -> new StatefulZoneoutLSTM(3, 5, 0.3, 0.2);
            case "StatefulMGU" -> new StatefulMGU(3, 5);
            case "ChildSumTreeLSTM" -> new ChildSumTreeLSTM(3, 5);
            case "NaryTreeLSTM" -> new NaryTreeLSTM(3, 5, 2);
            case "Convolution2D" -> new Convolution2D(3, 4, 3, 1, 1);
            case "Convolution2D-lazy" ->
                new Convolution2D(null, 4, new int[] {3, 2}, new ConvolutionOptions().stride(2));
            case "Convolution1D" -> new Convolution1D(3, 4, 3);
            case "Convolution3D" -> new Convolution3D(2, 3, 2);
            case "Deconvolution2D" -> new Deconvolution2D(3, 4, 3, 2, 0);
            case "DilatedConvolution2D" -> new DilatedConvolution2D(2, 3, 3, 1, 0, 2);
            case "DepthwiseConvolution2D" -> new DepthwiseConvolution2D(3, 2, 3);
            case "LocalConvolution2D" -> new LocalConvolution2D(2, 3, 4, 3);
            case "Inception" -> new Inception(4, 2, 3, 2, 3, 2, 3);
            case "MLPConvolution2D" -> new MLPConvolution2D(3, new int[] {4, 2}, 3);
            case "Highway" -> new Highway(3);
            case "Maxout" -> new Maxout(3, 4, 2);
            case "PReLU" -> new PReLU(Shape.of(3), null);
            case "Swish" -> new Swish(Shape.of(3), null);
            case "BatchNormalization-train", "BatchNormalization-test" -> new BatchNormalization(3);
            case "BatchNormalization-axis" ->
                new BatchNormalization(null, new BatchNormalizationOptions().axis(0, 2, 3));
            case "LayerNormalization" -> new LayerNormalization(3);
            case "GroupNormalization" -> new GroupNormalization(2, 4);
            case "BatchRenormalization" -> new BatchRenormalization(3);
            case "NStepLSTM" -> new NStepLSTM(2, 3, 4, 0);
            case "NStepBiLSTM" -> new NStepBiLSTM(2, 3, 4, 0);
            case "NStepGRU" -> new NStepGRU(2, 3, 4, 0);
            case "NStepBiGRU" -> new NStepBiGRU(2, 3, 4, 0);
            case "NStepRNNTanh" -> new NStepRNNTanh(2, 3, 4, 0);
            case "NStepRNNReLU" -> new NStepRNNReLU(2, 3, 4, 0);
            case "NStepBiRNNTanh" -> new NStepBiRNNTanh(2, 3, 4, 0);
            case "NStepBiRNNReLU" -> new NStepBiRNNReLU(2, 3, 4, 0);
            default -> throw new AssertionError("no link for the case " + name);
        };
    }

    private void run(Map<?, ?> entry) {
        String name = (String) entry.get("case");
        Map<String, NDArray> figures = GoldenFiles.npz("models/links/" + name + ".npz");
        Link link = link(name);
        boolean train = Boolean.TRUE.equals(entry.get("train"));
        try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, train)) {
            setParameters(link, figures);
            if (entry.containsKey("calls")) {
                compareCalls((List<?>) entry.get("calls"), link, figures);
            } else {
                compareSequences(link, figures);
            }
        }
        for (Map.Entry<String, Parameter> parameter : link.namedParams().entrySet()) {
            String path = parameter.getKey();
            ModelFiles.expectClose("grad" + path, parameter.getValue().grad(), figures.get("grad" + path), 5e-4, 5e-5);
        }
        compareFiles(name, link);
    }

    private static void setParameters(Link link, Map<String, NDArray> figures) {
        for (Map.Entry<String, Parameter> entry : link.namedParams().entrySet()) {
            NDArray value = figures.get("param" + entry.getKey());
            if (!entry.getValue().isInitialized()) {
                entry.getValue().initialize(value.shape());
            }
            entry.getValue().array().copyFrom(value);
        }
        long expected =
                figures.keySet().stream().filter(key -> key.startsWith("param")).count();
        assertThat(link.namedParams()).hasSize((int) expected);
    }

    private static void compareCalls(List<?> calls, Link link, Map<String, NDArray> figures) {
        Variable total = Variable.scalar(0);
        for (int call = 0; call < calls.size(); call++) {
            Variable[] x = new Variable[((Number) calls.get(call)).intValue()];
            for (int i = 0; i < x.length; i++) {
                NDArray array = figures.get("call" + call + "/x" + i);
                x[i] = new Variable(array, array.dtype().isFloating());
            }
            Variable y = LinkCalls.call(link, x).get(0);
            ModelFiles.expectClose("call" + call + "/y", y.array(), figures.get("call" + call + "/y"), 1e-4, 1e-5);
            Variable gy = new Variable(figures.get("call" + call + "/gy"), false);
            total = total.add(Sum.sum(y.mul(gy)));
        }
        total.backward();
    }

    private static void compareSequences(Link link, Map<String, NDArray> figures) {
        Variable[] xs = new Variable[3];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = new Variable(figures.get("x" + i));
        }
        List<Variable> results = LinkCalls.call(link, xs);
        Variable total = Variable.scalar(0);
        for (int i = 0; i < results.size(); i++) {
            String key = i == 0 ? "hy" : i < 4 ? "y" + (i - 1) : "cy";
            ModelFiles.expectClose(key, results.get(i).array(), figures.get(key), 1e-4, 1e-5);
            if (i < 4) {
                total = total.add(Sum.sum(results.get(i).pow(i == 0 ? 2 : 3)));
            }
        }
        total.backward();
    }

    private void compareFiles(String name, Link link) {
        Path file = ModelFiles.copy("models/links/" + name + ".link.npz", folder);
        ModelFiles.expectSameKeys(link, file, folder);
        ModelFiles.expectSameValues(link, file, 1e-4, 1e-5);
        Link loaded = link(name);
        Serializers.loadNpz(file, loaded);
        Map<String, Object> state = Serializers.serialize(loaded);
        try (NpzFile npz = new NpzFile(file)) {
            for (String key : npz.keys()) {
                Object value = state.get(key);
                NDArray array = value instanceof NDArray a
                        ? a
                        : NDArray.of(((Number) value).longValue()).reshape();
                assertThat(array.contentEquals(npz.array(key))).as(key).isTrue();
            }
        }
    }
}
