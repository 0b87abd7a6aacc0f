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
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.functions.math.Sum;
import org.chainer.links.LinkCalls;
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
            tests.add(DynamicTest.dynamicTest((String) entry.get("case"), () -> run(entry, "models/links/")));
        }
        System.out.println("links: " + tests.size() + " golden cases from " + GoldenFiles.source("models") + " on "
                + Devices.current());
        return tests;
    }

    /** Options that the golden folder does not try. */
    @TestFactory
    List<DynamicTest> otherOptions() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> entry : ModelFiles.more("links")) {
            tests.add(
                    DynamicTest.dynamicTest((String) entry.get("case"), () -> run(entry, GoldenFiles.MORE + "links/")));
        }
        return tests;
    }

    private static Link link(Map<?, ?> entry) {
        return ChainerLinks.create((String) entry.get("link"), (Map<?, ?>) entry.get("ctor"));
    }

    private void run(Map<?, ?> entry, String files) {
        String name = files + entry.get("case");
        Map<String, NDArray> figures = GoldenFiles.npz(name + ".npz");
        boolean train = Boolean.TRUE.equals(entry.get("train"));
        DType dtype = figures.keySet().stream()
                .map(key -> figures.get(key).dtype())
                .filter(DType::isFloating)
                .findFirst()
                .orElse(DType.FLOAT32);
        try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, train);
                Chainer.Scope precision = Chainer.usingConfig(Config.DTYPE, dtype)) {
            run(entry, name, figures, dtype);
        }
    }

    private void run(Map<?, ?> entry, String name, Map<String, NDArray> figures, DType dtype) {
        Link link = link(entry);
        double scale = dtype == DType.FLOAT64 ? 1e-4 : 1;
        setParameters(link, figures);
        if (entry.containsKey("calls")) {
            compareCalls((List<?>) entry.get("calls"), link, figures, scale);
        } else {
            compareSequences(link, figures, scale);
        }
        for (Map.Entry<String, Parameter> parameter : link.namedParams().entrySet()) {
            String path = parameter.getKey();
            ModelFiles.expectClose(
                    "grad" + path, parameter.getValue().grad(), figures.get("grad" + path), scale * 5e-4, scale * 5e-5);
        }
        compareFiles(entry, name, link);
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

    private static void compareCalls(List<?> calls, Link link, Map<String, NDArray> figures, double scale) {
        Variable total = Variable.scalar(0);
        for (int call = 0; call < calls.size(); call++) {
            Variable[] x = new Variable[((Number) calls.get(call)).intValue()];
            for (int i = 0; i < x.length; i++) {
                NDArray array = figures.get("call" + call + "/x" + i);
                x[i] = new Variable(array, array.dtype().isFloating());
            }
            Variable y = LinkCalls.call(link, x).get(0);
            ModelFiles.expectClose(
                    "call" + call + "/y", y.array(), figures.get("call" + call + "/y"), scale * 1e-4, scale * 1e-5);
            Variable gy = new Variable(figures.get("call" + call + "/gy"), false);
            total = total.add(Sum.sum(y.mul(gy)));
        }
        total.backward();
    }

    private static void compareSequences(Link link, Map<String, NDArray> figures, double scale) {
        int count = (int)
                figures.keySet().stream().filter(key -> key.matches("x\\d+")).count();
        Variable[] xs = new Variable[count];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = new Variable(figures.get("x" + i));
        }
        List<Variable> results = LinkCalls.call(link, xs);
        Variable total = Variable.scalar(0);
        for (int i = 0; i < results.size(); i++) {
            String key = i == 0 ? "hy" : i <= count ? "y" + (i - 1) : "cy";
            ModelFiles.expectClose(key, results.get(i).array(), figures.get(key), scale * 1e-4, scale * 1e-5);
            if (i <= count) {
                total = total.add(Sum.sum(results.get(i).pow(i == 0 ? 2 : 3)));
            }
        }
        total.backward();
    }

    private void compareFiles(Map<?, ?> entry, String name, Link link) {
        Path file = ModelFiles.copy(name + ".link.npz", folder);
        ModelFiles.expectSameKeys(link, file, folder);
        ModelFiles.expectSameValues(link, file, 1e-4, 1e-5);
        Link loaded = link(entry);
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
