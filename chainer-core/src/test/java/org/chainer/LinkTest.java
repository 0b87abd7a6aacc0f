package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkTest {

    /** Multiplies by a number. */
    static class Times extends Link implements Layer {
        Parameter factor = new Parameter(array -> RandomState.shared().fillNormal(0, 1, array), 1);

        @Persistent
        NDArray seen = NDArray.zeros(DType.FLOAT32, 1);

        @Persistent
        @Name("n_calls")
        int calls;

        @Override
        public Variable forward(Variable x) {
            calls++;
            return x.mul(factor);
        }
    }

    static class Pair extends Chain {
        Times second = new Times();
        Times first = new Times();
        Parameter own = new Parameter(NDArray.of(1f, 2f));
        transient Times borrowed = new Times();
        static final Times SHARED = new Times();
        String label = "no link";
    }

    @Test
    void pathsAreSortedWithOwnParametersFirst() {
        Pair pair = new Pair();
        assertThat(pair.namedParams().keySet()).containsExactly("/own", "/first/factor", "/second/factor");
        assertThat(pair.params()).containsExactly(pair.own, pair.first.factor, pair.second.factor);
        assertThat(pair.namedLinks(false).keySet()).containsExactly("/", "/first", "/second");
        assertThat(pair.links(true)).containsExactly(pair.first, pair.second);
        assertThat(pair.children()).containsExactly(pair.first, pair.second);
        assertThat(pair.first.name()).isEqualTo("first");
        assertThat(pair.first.factor.name()).isEqualTo("factor");
        assertThat(pair.child("first")).isSameAs(pair.first);
        assertThatThrownBy(() -> pair.child("third"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("[first, second]");
        assertThat(pair.countParams()).isEqualTo(4);
    }

    @Test
    void fieldsMayBeSetLate() {
        Pair pair = new Pair();
        pair.first = null;
        assertThat(pair.namedParams().keySet()).containsExactly("/own", "/second/factor");
        pair.first = new Times();
        assertThat(pair.namedParams().keySet()).contains("/first/factor");
    }

    /** Parameters are remembered between calls, but never longer than a field holds them. */
    @Test
    void changesAreSeenAtOnce() {
        Pair pair = new Pair();
        Parameter before = pair.first.factor;
        assertThat(pair.params()).contains(before);
        Parameter replaced = new Parameter(NDArray.of(5f));
        pair.first.factor = replaced;
        assertThat(pair.params()).contains(replaced).doesNotContain(before);
        pair.second = null;
        assertThat(pair.namedParams().keySet()).containsExactly("/own", "/first/factor");
        Link copy = pair.copy(CopyMode.COPY);
        assertThat(copy.params()).hasSize(2).doesNotContain(replaced, pair.own);
        ChainList list = new ChainList(new Times());
        assertThat(list.params()).hasSize(1);
        list.addLink(new Times());
        assertThat(list.namedParams().keySet()).containsExactly("/0/factor", "/1/factor");
        list.remove(0);
        assertThat(list.params()).hasSize(1);
        Sequential sequence = new Sequential(new Times(), new Times());
        assertThat(sequence.params()).hasSize(2);
        sequence.clear();
        assertThat(sequence.params()).isEmpty();
    }

    @Test
    void namesKnownAtRunTime() {
        class Named extends Chain {
            Named() {
                addParam("p", new Parameter(NDArray.of(1f)));
                addLink("child", new Times());
                addPersistent("count", 3L);
                addPersistent("mean", NDArray.of(0f));
            }

            void more(String name) {
                addParam(name, new Parameter(NDArray.of(1f)));
            }

            void child(String name, Link child) {
                addLink(name, child);
            }

            void increase() {
                setPersistent("count", (Long) persistent("count") + 1);
            }
        }
        Named link = new Named();
        assertThat(link.namedParams().keySet()).containsExactly("/p", "/child/factor");
        for (String taken : new String[] {"p", "child", "count", "mean"}) {
            assertThatThrownBy(() -> link.child(taken, new Times()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + taken + "'")
                    .hasMessageContaining("taken");
        }
        assertThatThrownBy(() -> link.more("p")).hasMessageContaining("taken");
        assertThatThrownBy(() -> link.child("x", null)).hasMessageContaining("'x' is null");
        link.increase();
        Named copy = (Named) link.copy(CopyMode.COPY);
        link.increase();
        assertThat(((Number) copy.persistent("count")).longValue()).isEqualTo(4);
        assertThatThrownBy(() -> link.persistent("x")).hasMessageContaining("'x'");
    }

    @Test
    void linksWhereTheyWouldBeMissed() {
        assertThatThrownBy(() -> new Link() {
                    private final Times inner = new Times();
                }.namedParams())
                .hasMessageContaining("'inner'")
                .hasMessageContaining("extend Chain");
        assertThatThrownBy(() -> new Chain() {
                    private final List<Times> parts = List.of(new Times());
                }.namedParams())
                .hasMessageContaining("parts")
                .hasMessageContaining("ChainList or Sequential");
        assertThatThrownBy(() -> new Chain() {
                    private final Parameter[] weights = {new Parameter(NDArray.of(1f))};
                }.namedParams())
                .hasMessageContaining("weights")
                .hasMessageContaining("addParam");
        assertThatThrownBy(() -> new Chain() {
                    private final Map<String, Link> parts = Map.of("x", new Times());
                }.namedParams())
                .hasMessageContaining("parts");
    }

    @Test
    void hiddenFields() {
        class Shadow extends Pair {
            private Times first = new Times();
        }
        assertThatThrownBy(() -> new Shadow().namedParams())
                .hasMessageContaining("same name 'first'")
                .hasMessageContaining("@Name");
    }

    @ParameterizedTest
    @EnumSource
    void copies(CopyMode mode) {
        Pair pair = new Pair();
        pair.own = new Parameter(array -> RandomState.shared().fillNormal(0, 1, array), 2);
        pair.first.factor.setGrad(NDArray.of(1f));
        Pair copy = (Pair) pair.copy(mode);
        assertThat(copy.first).isNotSameAs(pair.first);
        assertThat(copy.namedParams().keySet()).isEqualTo(pair.namedParams().keySet());
        assertThat(copy.first.factor.grad()).isNull();
        assertThat(pair.first.factor.grad()).isNotNull();
        assertThat(copy.name()).isNull();
        assertThat(copy.first.name()).isEqualTo("first");
        boolean same = copy.first.factor.item() == pair.first.factor.item();
        assertThat(same).isEqualTo(mode != CopyMode.INIT);
        double before = copy.first.factor.item();
        pair.first.factor.array().fill(100);
        assertThat(copy.first.factor.item()).isEqualTo(mode == CopyMode.SHARE ? 100 : before);
        pair.first.seen.fill(7);
        assertThat(copy.first.seen.item()).isEqualTo(mode == CopyMode.SHARE ? 7 : 0);
        assertThat(copy.borrowed).isSameAs(pair.borrowed);
    }

    @Test
    void copyingAgainNeedsAnInitializer() {
        Pair pair = new Pair();
        assertThatThrownBy(() -> pair.copy(CopyMode.INIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'own'")
                .hasMessageContaining("no initializer");
    }

    @Test
    void finalFieldsCannotBeCopied() {
        Chain chain = new Chain() {
            private final Times inner = new Times();
        };
        assertThatThrownBy(() -> chain.copy(CopyMode.COPY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'inner'")
                .hasMessageContaining("remove 'final'");
    }

    @Test
    void lateParametersAreCopiedLate() {
        class Late extends Link {
            Parameter p = Parameter.deferred(Initializer.constant(3));
        }
        Late copy = (Late) new Late().copy(CopyMode.INIT);
        assertThat(copy.p.isInitialized()).isFalse();
        copy.p.initialize(Shape.of(2));
        assertThat(copy.p.array().toFloatArray()).containsExactly(3, 3);
        assertThatThrownBy(() -> copy.p.initialize(Shape.of(2))).hasMessageContaining("already");
    }

    @Test
    void repetition() {
        Sequential three = new Times().repeat(3);
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.namedParams().keySet()).containsExactly("/0/factor", "/1/factor", "/2/factor");
        assertThat(three.params().get(0).item())
                .isNotEqualTo(three.params().get(1).item());
        Sequential shared = new Times().repeat(2, CopyMode.SHARE);
        assertThat(shared.params().get(0).array())
                .isSameAs(shared.params().get(1).array());
        assertThat(new Times().repeat(0).size()).isZero();
        assertThatThrownBy(() -> new Times().repeat(-1)).hasMessageContaining("-1 times");
        assertThatThrownBy(() -> new Pair().repeat(2)).hasMessageContaining("is no Layer");
    }

    @Test
    void parametersOfAnother() {
        Pair from = new Pair();
        Pair to = new Pair();
        from.own.array().fill(9);
        from.second.seen.fill(3);
        from.second.calls = 4;
        to.copyParams(from, false);
        assertThat(to.own.array().toFloatArray()).containsExactly(9, 9);
        assertThat(to.first.factor.item()).isEqualTo(from.first.factor.item());
        assertThat(to.second.calls).isZero();
        NDArray before = to.second.seen;
        to.copyParams(from);
        assertThat(to.second.calls).isEqualTo(4);
        assertThat(to.second.seen).isSameAs(before);
        assertThat(before.item()).isEqualTo(3);
        assertThatThrownBy(() -> to.copyParams(new Times())).hasMessageContaining("Times has no parameter /own");
    }

    @Test
    void gradients() {
        Pair one = new Pair();
        Pair other = new Pair();
        one.own.setGrad(NDArray.of(1f, 2f));
        other.own.setGrad(NDArray.of(10f, 20f));
        other.first.factor.setGrad(NDArray.of(5f));
        one.addGrads(other);
        assertThat(one.own.grad().toFloatArray()).containsExactly(11, 22);
        assertThat(one.first.factor.grad().item()).isEqualTo(5);
        assertThat(one.second.factor.grad()).isNull();
        one.zeroGrads();
        assertThat(one.second.factor.grad().item()).isZero();
        one.clearGrads();
        assertThat(one.own.grad()).isNull();
    }

    @Test
    void devices() {
        Pair pair = new Pair();
        for (Device device : Devices.available()) {
            pair.toDevice(device);
            assertThat(pair.device()).isSameAs(device);
            assertThat(pair.params()).allSatisfy(p -> assertThat(p.device()).isSameAs(device));
            assertThat(pair.first.seen.device()).isSameAs(device);
        }
        assertThatThrownBy(() -> pair.toDevice("moon")).hasMessageContaining("'moon'");
    }

    @Test
    void hooks() {
        List<String> calls = new ArrayList<>();
        class Recorder implements LinkHook {
            private final String name;

            Recorder(String name) {
                this.name = name;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public void added(Link link) {
                calls.add(name + " added");
            }

            @Override
            public void deleted(Link link) {
                calls.add(name + " deleted");
            }

            @Override
            public void forwardPreprocess(Link link, String method, List<?> arguments) {
                calls.add(name + " before " + method);
            }

            @Override
            public void forwardPostprocess(Link link, String method, List<?> arguments, Object result) {
                calls.add(name + " after " + method);
            }
        }
        Times link = new Times();
        link.addHook(new Recorder("own"));
        try (Chainer.Scope scope = Chainer.usingHook(new Recorder("thread"))) {
            link.apply(NDArray.of(1f));
            assertThatThrownBy(() -> Chainer.usingHook(new Recorder("thread"))).hasMessageContaining("active already");
        }
        link.deleteHook("own");
        link.apply(NDArray.of(1f));
        assertThat(calls)
                .containsExactly(
                        "own added",
                        "thread added",
                        "thread before forward",
                        "own before forward",
                        "thread after forward",
                        "own after forward",
                        "thread deleted",
                        "own deleted");
        assertThat(link.hooks()).isEmpty();
        assertThatThrownBy(() -> link.deleteHook("own")).hasMessageContaining("no hook named 'own'");
    }

    @Test
    void text() {
        assertThat(new Pair()).hasToString("Pair(\n  (first): Times(),\n  (second): Times(),\n)");
        assertThat(new Times()).hasToString("Times()");
        Sequential inner = new Sequential(new Times(), x -> x);
        assertThat(new ChainList(inner, new Times()))
                .hasToString(
                        "ChainList(\n  (0): Sequential(\n    (0): Times(),\n    (1): function,\n  ),\n  (1): Times(),\n)");
    }
}
