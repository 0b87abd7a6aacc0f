package org.chainer.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.functions.F;
import org.chainer.links.LinkCases.LinkCase;
import org.chainer.serializers.Serializers;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every link. */
class EveryLinkTest {
    @TempDir
    Path folder;

    private Chainer.Scope precision;

    @BeforeEach
    void useFloat64() {
        precision = Chainer.usingConfig(Config.DTYPE, DType.FLOAT64);
    }

    @AfterEach
    void useTheUsualDtype() {
        precision.close();
    }

    static List<LinkCase> cases() {
        return LinkCases.all();
    }

    static List<LinkCase> deferredCases() {
        return LinkCases.all().stream().filter(LinkCase::deferred).toList();
    }

    private static Variable[] call(LinkCase c, Link link, NDArray... inputs) {
        LinkCalls.resetState(link);
        Variable[] x = Arrays.stream(inputs)
                .map(array -> new Variable(array, array.dtype().isFloating()))
                .toArray(Variable[]::new);
        return call(c, link, x);
    }

    private static Variable[] call(LinkCase c, Link link, Variable... x) {
        LinkCalls.resetState(link);
        try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, c.train())) {
            List<Variable> results = new ArrayList<>(LinkCalls.call(link, x));
            if (link instanceof Stateful) {
                results.addAll(LinkCalls.call(link, x));
            }
            return results.toArray(Variable[]::new);
        }
    }

    /** A link that has seen its inputs, with parameters off the special values that they start with. */
    private static Link ready(LinkCase c) {
        Link link = c.link().get();
        call(c, link, c.inputs());
        boolean deformable = c.name().startsWith("Deformable");
        for (Parameter parameter : link.params()) {
            if (!deformable) {
                NDArray noise = new org.chainer.array.RandomState(parameter.size())
                        .normal(0, 0.3, DType.FLOAT64, parameter.shape().toArray());
                parameter.array().addAssign(noise);
            }
        }
        return link;
    }

    private static void expectSame(Variable[] actual, Variable[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            double[] have = actual[i].array().astype(DType.FLOAT64).toDoubleArray();
            double[] want = expected[i].array().astype(DType.FLOAT64).toDoubleArray();
            assertThat(have).containsExactly(want, org.assertj.core.data.Offset.offset(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsOfInputsAndParameters(LinkCase c) {
        Link link = ready(c);
        GradientCheck.ofAll(x -> call(c, link, x), c.inputs())
                .params(link.params().toArray(Parameter[]::new))
                .eps(1e-5)
                .checkBackward();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void savedAndLoaded(LinkCase c) {
        Link saved = ready(c);
        Path npz = folder.resolve("link.npz");
        Path hdf5 = folder.resolve("link.h5");
        Serializers.saveNpz(npz, saved);
        Serializers.saveHdf5(hdf5, saved);
        Variable[] expected = call(c, saved, c.inputs());
        Link loaded = c.link().get();
        Serializers.loadNpz(npz, loaded);
        expectSame(call(c, loaded, c.inputs()), expected, 0);
        Link again = c.link().get();
        Serializers.loadHdf5(hdf5, again);
        expectSame(call(c, again, c.inputs()), expected, 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void copies(LinkCase c) {
        Link link = ready(c);
        Variable[] expected = call(c, link, c.inputs());
        Link shared = link.copy();
        Link copied = link.copy(CopyMode.COPY);
        expectSame(call(c, shared, c.inputs()), expected, 0);
        expectSame(call(c, copied, c.inputs()), expected, 0);
        Map<String, Parameter> originals = link.namedParams();
        originals.forEach((path, original) -> {
            Parameter inShared = shared.namedParams().get(path);
            Parameter inCopied = copied.namedParams().get(path);
            assertThat(inShared).as(path).isNotSameAs(original);
            NDArray before = original.array().copy();
            inShared.array().copyFrom(original.array().add(1));
            assertThat(original.array().contentEquals(before)).as(path).isFalse();
            assertThat(inCopied.array().contentEquals(before)).as(path).isTrue();
            inShared.setGrad(before);
            assertThat(original.grad()).as(path).isNull();
        });
        assumeThat(c.name())
                .as("a parameter made from an array cannot be initialised anew")
                .isNotEqualTo("Parameter");
        Link fresh = link.copy(CopyMode.INIT);
        fresh.namedParams().forEach((path, parameter) -> {
            assertThat(parameter.shape()).as(path).isEqualTo(originals.get(path).shape());
            assertThat(parameter.array().contentEquals(originals.get(path).array()))
                    .as(path)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void movedToAnotherDeviceAndBack(LinkCase c) {
        Link link = ready(c);
        Variable[] expected = call(c, link, c.inputs());
        String home = link.device().name();
        String away = home.equals("reference") ? "cpu" : "reference";
        link.toDevice(away);
        assertThat(link.device().name()).isEqualTo(away);
        link.params().forEach(p -> assertThat(p.device().name()).isEqualTo(away));
        NDArray[] moved = Arrays.stream(c.inputs())
                .map(array -> array.toDevice(Devices.get(away)))
                .toArray(NDArray[]::new);
        Variable[] there;
        try (var device = Chainer.usingDevice(Devices.get(away))) {
            there = call(c, link, moved);
        }
        Arrays.stream(there).forEach(y -> assertThat(y.array().device().name()).isEqualTo(away));
        expectSame(there, expected, 1e-9);
        link.toDevice(home);
        expectSame(call(c, link, c.inputs()), expected, 1e-9);
    }

    static List<LinkCase> statefulCases() {
        return LinkCases.all().stream()
                .filter(c -> c.link().get() instanceof Stateful)
                .toList();
    }

    /** What a snapshot keeps beyond Chainer's: the next step is the same. */
    @ParameterizedTest
    @MethodSource("statefulCases")
    void stateInASnapshot(LinkCase c) {
        Link link = ready(c);
        call(c, link, c.inputs());
        Path file = folder.resolve("state.npz");
        Serializers.saveNpz(file, serializer -> ((Stateful) link).serializeState(serializer));
        Link copy = link.copy(CopyMode.COPY);
        LinkCalls.resetState(copy);
        Serializers.loadNpz(file, serializer -> ((Stateful) copy).serializeState(serializer));
        Variable[] x = Arrays.stream(c.inputs()).map(Variable::new).toArray(Variable[]::new);
        try (Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            expectSame(
                    LinkCalls.call(copy, x).toArray(Variable[]::new),
                    LinkCalls.call(link, x).toArray(Variable[]::new),
                    0);
        }
    }

    @ParameterizedTest
    @MethodSource("deferredCases")
    void shapesThatComeWithTheFirstInput(LinkCase c) {
        Link link = c.link().get();
        List<Parameter> waiting =
                link.params().stream().filter(p -> !p.isInitialized()).toList();
        assertThat(waiting).isNotEmpty();
        assertThat(link.params(false)).hasSize(link.params().size() - waiting.size());
        for (Parameter parameter : waiting) {
            assertThatThrownBy(() -> F.sum(parameter))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not initialised yet")
                    .hasMessageContaining("call the link once");
            assertThatThrownBy(parameter::shape)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call the link once");
        }
        call(c, link, c.inputs());
        assertThat(link.params(false)).hasSameSizeAs(link.params());
        Link copy = c.link().get().copy();
        call(c, copy, c.inputs());
        assertThat(copy.namedParams().keySet()).isEqualTo(link.namedParams().keySet());
        copy.namedParams()
                .forEach((path, p) -> assertThat(p.shape())
                        .isEqualTo(link.namedParams().get(path).shape()));
    }

    @Test
    void allLinksOfTheInventoryAreHere() throws Exception {
        List<String> names = org.chainer.Inventory.names("links").stream()
                .filter(name -> name.matches("L\\.\\w+"))
                .map(name -> name.substring(2))
                .filter(name -> !name.matches("Classifier|VGG.*|GoogLeNet|ResNet.*|TheanoFunction"))
                .toList();
        assertThat(names).hasSizeGreaterThan(50);
        assertThat(cases().stream().map(c -> c.name().split(",")[0]).collect(Collectors.toSet()))
                .containsAll(names);
    }
}
