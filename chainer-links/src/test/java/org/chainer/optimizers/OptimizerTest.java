package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chainer.Chain;
import org.chainer.GradientMethod;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Optimizer;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.functions.math.Sum;
import org.chainer.links.connection.Linear;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizerhooks.WeightDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private final TwoParams link = new TwoParams();

    static Stream<Supplier<GradientMethod>> all() {
        return Stream.of(
                AMSBound::new,
                AMSGrad::new,
                AdaBound::new,
                AdaDelta::new,
                AdaGrad::new,
                Adam::new,
                AdamW::new,
                CorrectedMomentumSGD::new,
                MSVAG::new,
                MomentumSGD::new,
                NesterovAG::new,
                RMSprop::new,
                RMSpropGraves::new,
                SGD::new,
                SMORMS3::new);
    }

    @ParameterizedTest
    @MethodSource("all")
    void findsTheMinimumOfAParabola(Supplier<GradientMethod> make) {
        GradientMethod optimizer = make.get();
        double before = Sum.sum(link.a.mul(link.a)).item();
        optimizer.setup(link);
        for (int i = 0; i < 30; i++) {
            optimizer.update(() -> Sum.sum(link.a.mul(link.a)));
        }
        assertThat(Sum.sum(link.a.mul(link.a)).item()).isLessThan(before);
        assertThat(optimizer.t()).isEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anUpdateTakesNoMemoryFromThePool(Supplier<GradientMethod> make) {
        GradientMethod optimizer = make.get();
        optimizer.setup(link);
        optimizer.addHook(new GradientClipping(0.1));
        optimizer.addHook(new WeightDecay(0.1));
        link.setGrads(1, 2, 3, 4);
        optimizer.update();
        long before = link.device().pool().statistics().allocations();
        for (int i = 0; i < 5; i++) {
            optimizer.update();
        }
        assertThat(link.device().pool().statistics().allocations()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void worksOnAnyDevice(Supplier<GradientMethod> make) {
        for (Device device : Devices.available()) {
            TwoParams here = new TwoParams();
            here.toDevice(device);
            GradientMethod optimizer = make.get();
            optimizer.setup(here);
            here.a.setGrad(here.a.array().copy());
            optimizer.update();
            here.toDevice("reference");
            optimizer.update();
            assertThat(here.a.device()).isSameAs(Devices.reference());
        }
    }

    @Test
    void parametersThatNoGradientReached() {
        new MomentumSGD(0.5, 0.5).setup(link);
        Optimizer optimizer = new MomentumSGD(0.5, 0.5).setup(link);
        link.setGrads(1, 1, 1, 2);
        optimizer.update();
        link.clearGrads();
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(-1 - 0.5 * 2 - 0.25 * 2);
        assertThat(link.b.grad().item()).isZero();
    }

    @Test
    void lossFunctions() {
        Optimizer optimizer = new SGD(0.25).setup(link);
        optimizer.update(x -> Sum.sum(link.a.mul(x)), new Variable(NDArray.of(1f, 2f, 3f)));
        assertThat(link.a.array().toFloatArray()).containsExactly(0.75f, 1.5f, 2.25f);
        optimizer.update(
                (x, y) -> Sum.sum(link.b.mul(x).mul(y)), new Variable(NDArray.of(2f)), new Variable(NDArray.of(2f)));
        assertThat(link.b.item()).isEqualTo(-2);
        optimizer.useCleargrads(false);
        LossFunction loss = batch -> Sum.sum(link.b.mul(batch[0]));
        optimizer.update(loss, new Variable(NDArray.of(4f)));
        assertThat(link.b.item()).isEqualTo(-3);
        assertThat(optimizer.t()).isEqualTo(3);
    }

    @Test
    void gradientsThatTwoParametersShare() {
        Parameter one = new Parameter(NDArray.of(1f, 2f));
        Parameter other = new Parameter(NDArray.of(3f, 4f));
        Link both = new Link() {
            private final Parameter p = one;
            private final Parameter q = other;
        };
        Optimizer optimizer = new SGD(1).setup(both);
        optimizer.addHook(new GradientClipping(1));
        NDArray given = NDArray.of(3f, 4f);
        Variable y = one.add(other);
        y.setGrad(given);
        y.backward();
        optimizer.update();
        float norm = (float) Math.sqrt(50);
        assertThat(one.array().allClose(NDArray.of(1 - 3 / norm, 2 - 4 / norm), 1e-5, 0))
                .isTrue();
        assertThat(other.array().allClose(NDArray.of(3 - 3 / norm, 4 - 4 / norm), 1e-5, 0))
                .isTrue();
        assertThat(given.toFloatArray()).containsExactly(3, 4);
    }

    @Test
    void hyperparametersOfOneParameter() {
        SGD optimizer = new SGD(1);
        optimizer.setup(link);
        link.b.updateRule().hyperparameter().set("lr", 0.5);
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        assertThat(link.a.array().toFloatArray()).containsExactly(0, 1, 2);
        assertThat(link.b.item()).isEqualTo(-1.5);
        optimizer.setLr(2);
        assertThat(optimizer.lr()).isEqualTo(2);
        optimizer.update();
        assertThat(link.a.array().toFloatArray()).containsExactly(-2, -1, 0);
        assertThat(link.b.item()).isEqualTo(-2);
        assertThatThrownBy(() -> link.b.updateRule().hyperparameter().get("rate"))
                .hasMessageContaining("'rate'")
                .hasMessageContaining("[lr]");
    }

    @Test
    void rulesThatAreOff() {
        Chain chain = new Chain() {
            private final TwoParams inner = link;
            private final Linear other = new Linear(1, 1);
        };
        Optimizer optimizer = new SGD(1).setup(chain);
        link.disableUpdate();
        assertThat(link.updateEnabled()).isFalse();
        assertThat(chain.updateEnabled()).isTrue();
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(-1);
        assertThat(link.b.updateRule().t()).isZero();
        link.enableUpdate();
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(-2);
    }

    @Test
    void parametersWithoutAnArray() {
        Linear late = new Linear(2);
        Adam optimizer = new Adam();
        optimizer.setup(late);
        optimizer.update();
        assertThat(late.w().isInitialized()).isFalse();
        late.apply(NDArray.ones(DType.FLOAT32, 1, 3));
        optimizer.update();
        assertThat(late.w().updateRule().state()).containsOnlyKeys("m", "v");
    }

    private static final class Recorder implements OptimizerHook {
        private final List<String> calls;
        private final String name;
        private final Timing timing;

        Recorder(List<String> calls, String name, Timing timing) {
            this.calls = calls;
            this.name = name;
            this.timing = timing;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Timing timing() {
            return timing;
        }

        @Override
        public void call(Optimizer optimizer) {
            calls.add(name + optimizer.t());
        }

        @Override
        public void call(UpdateRule rule, Parameter parameter) {
            calls.add(name + parameter.name());
        }
    }

    @Test
    void hooksInTheirOrder() {
        List<String> calls = new ArrayList<>();
        Optimizer optimizer = new SGD().setup(link);
        optimizer.addHook(new Recorder(calls, "post", OptimizerHook.Timing.POST));
        optimizer.addHook(new Recorder(calls, "first", OptimizerHook.Timing.PRE));
        optimizer.addHook(
                new Recorder(calls, "second", OptimizerHook.Timing.POST), "renamed", OptimizerHook.Timing.PRE);
        link.b.updateRule().addHook(new Recorder(calls, "rule", OptimizerHook.Timing.PRE));
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        assertThat(calls).containsExactly("first0", "second0", "ruleb", "post1");
        assertThatThrownBy(() -> optimizer.addHook(new Recorder(calls, "first", OptimizerHook.Timing.POST)))
                .hasMessageContaining("SGD has a hook named 'first' already");
        assertThatThrownBy(() -> optimizer.removeHook("second")).hasMessageContaining("[post, first, renamed]");
        optimizer.removeHook("renamed");
        link.b.updateRule().removeHook("rule");
        calls.clear();
        optimizer.update();
        assertThat(calls).containsExactly("first1", "post2");
        optimizer.setup(link);
        assertThat(optimizer.hooks()).isEmpty();
        assertThat(optimizer.t()).isZero();
    }

    @Test
    void hooksInTheWrongPlace() {
        Optimizer optimizer = new SGD().setup(link);
        link.b.updateRule().addHook(new GradientClipping(1));
        link.setGrads(1, 1, 1, 1);
        assertThatThrownBy(optimizer::update)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("GradientClipping works on all parameters at once");
    }

    @Test
    void beforeSetup() {
        SGD optimizer = new SGD();
        assertThatThrownBy(optimizer::update)
                .hasMessageContaining("SGD has no target")
                .hasMessageContaining("setup");
        assertThatThrownBy(() -> optimizer.addHook(new GradientClipping(1))).hasMessageContaining("setup");
    }

    @Test
    void epochs() {
        Optimizer optimizer = new SGD().setup(link);
        optimizer.newEpoch();
        assertThat(optimizer.epoch()).isEqualTo(1);
        assertThatThrownBy(() -> optimizer.newEpoch(true)).hasMessageContaining("setUseAutoNewEpoch");
        optimizer.setUseAutoNewEpoch(true);
        optimizer.newEpoch(true);
        assertThat(optimizer.epoch()).isEqualTo(2);
        assertThatThrownBy(optimizer::newEpoch).hasMessageContaining("newEpoch()");
    }

    @Test
    void defaultsAreChainers() {
        List<String> printed = all().map(make ->
                        make.get().getClass().getSimpleName() + make.get().hyperparameter())
                .toList();
        String adam = "adabound=%s, alpha=0.001, amsgrad=%s, beta1=0.9, beta2=0.999, eps=1.0E-8, eta=1.0, final_lr=0.1,"
                + " gamma=0.001, weight_decay_rate=0.0}";
        assertThat(printed)
                .containsExactly(
                        "AMSBoundHyperparameter{" + adam.formatted(true, true),
                        "AMSGradHyperparameter{" + adam.formatted(false, true),
                        "AdaBoundHyperparameter{" + adam.formatted(true, false),
                        "AdaDeltaHyperparameter{eps=1.0E-6, rho=0.95}",
                        "AdaGradHyperparameter{eps=1.0E-8, lr=0.001}",
                        "AdamHyperparameter{" + adam.formatted(false, false),
                        "AdamWHyperparameter{" + adam.formatted(false, false),
                        "CorrectedMomentumSGDHyperparameter{lr=0.01, momentum=0.9}",
                        "MSVAGHyperparameter{beta=0.9, eta=1.0, lr=0.1, weight_decay_rate=0.0}",
                        "MomentumSGDHyperparameter{lr=0.01, momentum=0.9}",
                        "NesterovAGHyperparameter{lr=0.01, momentum=0.9}",
                        "RMSpropHyperparameter{alpha=0.99, eps=1.0E-8, eps_inside_sqrt=false, lr=0.01}",
                        "RMSpropGravesHyperparameter{alpha=0.95, eps=1.0E-4, lr=1.0E-4, momentum=0.9}",
                        "SGDHyperparameter{lr=0.01}",
                        "SMORMS3Hyperparameter{eps=1.0E-16, lr=0.001}");
    }

    @Test
    void stepSizesOfAdam() {
        Adam optimizer = new Adam(0.1);
        optimizer.setup(link);
        assertThatThrownBy(optimizer::alphaT).hasMessageContaining("before the first update");
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        assertThat(optimizer.alphaT())
                .isCloseTo(0.1 * Math.sqrt(0.001) / 0.1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(link.b.item()).isCloseTo(-1.1, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void copiesOfALinkHaveRulesOfTheirOwn() {
        Optimizer optimizer = new MomentumSGD(1).setup(link);
        link.setGrads(1, 1, 1, 1);
        optimizer.update();
        TwoParams copy = (TwoParams) link.copy(org.chainer.CopyMode.COPY);
        copy.b.setGrad(NDArray.of(0f));
        copy.b.update();
        assertThat(copy.b.item()).isCloseTo(-2.9, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(link.b.item()).isEqualTo(-2);
        assertThat(link.b.updateRule().state().get("v").item()).isEqualTo(-1);
    }

    @Test
    void initializersOfLateParametersKeepTheirDtype() {
        Link late = new Link() {
            private final Parameter p = Parameter.deferred(Initializer.constant(1));
        };
        new SGD().setup(late);
        assertThat(late.params()).hasSize(1);
        assertThat(late.params(false)).isEmpty();
    }
}
