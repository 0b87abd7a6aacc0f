package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.functionhooks.TimerHook;
import org.chainer.functions.F;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** Output layers of recurrent networks wait until somebody asks for their values, and are computed and differentiated together. */
@DisabledIf(value = "onADeviceWithMemoryOfItsOwn", disabledReason = "functions wait on devices in host memory only")
class DeferredForwardTest {
    private static final int STEPS = 6;
    private static final int BATCH = 3;
    private static final int UNITS = 40;
    private static final int CLASSES = 500;

    private final RandomState random = new RandomState(3);
    private Variable w;
    private Variable b;
    private Variable recurrent;
    private List<Variable> xs;
    private List<Variable> ts;

    static boolean onADeviceWithMemoryOfItsOwn() {
        return !Devices.current().isHost();
    }

    @BeforeEach
    void makeData() {
        w = new Parameter(random.normal(0, 0.3, DType.FLOAT32, CLASSES, UNITS));
        b = new Parameter(random.normal(0, 0.3, DType.FLOAT32, CLASSES));
        recurrent = new Parameter(random.normal(0, 0.3, DType.FLOAT32, UNITS, UNITS));
        xs = new ArrayList<>();
        ts = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            xs.add(new Variable(random.normal(0, 1, DType.FLOAT32, BATCH, UNITS)));
            ts.add(new Variable(random.integers(0, CLASSES, DType.INT32, BATCH), false));
        }
    }

    /** The losses of a recurrent network's steps, added up. */
    private Variable loss() {
        Variable h = new Variable(NDArray.zeros(DType.FLOAT32, BATCH, UNITS), false);
        Variable loss = Variable.scalar(0);
        for (int t = 0; t < STEPS; t++) {
            h = F.tanh(xs.get(t).add(F.linear(h, recurrent, null)));
            loss = loss.add(F.softmaxCrossEntropy(F.linear(h, w, b), ts.get(t)));
        }
        return loss;
    }

    private Map<String, NDArray> gradients(Variable loss) {
        List<Variable> all = new ArrayList<>(xs);
        all.addAll(List.of(w, b, recurrent));
        all.forEach(Variable::clearGrad);
        loss.backward();
        Map<String, NDArray> result = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            result.put("input " + i, all.get(i).grad().copy());
        }
        result.put("loss", loss.array());
        return result;
    }

    private static void assertClose(Map<String, NDArray> actual, Map<String, NDArray> expected) {
        expected.forEach((key, array) -> assertThat(actual.get(key).allClose(array, 1e-4, 1e-5))
                .as("%s: %s, expected %s", key, actual.get(key), array)
                .isTrue());
    }

    @Test
    void valuesAndGradientsAreThoseOfStepByStepComputation() {
        Map<String, NDArray> expected;
        try (var eager = Chainer.usingConfig(Config.DEFER_FORWARD, false)) {
            Variable loss = loss();
            assertThat(loss.isDeferred()).isFalse();
            expected = gradients(loss);
        }
        Variable loss = loss();
        assertThat(loss.isDeferred()).isTrue();
        assertClose(gradients(loss), expected);
        assertThat(loss.isDeferred()).isFalse();
    }

    @Test
    void gradientsMayBeTakenTwiceAndOfTwoLosses() {
        Variable first = loss();
        Map<String, NDArray> expected = gradients(first);
        assertClose(gradients(first), expected);

        Variable half = loss();
        Variable other = F.sum(F.linear(xs.get(0), w, b)).mul(0);
        assertClose(gradients(half.add(other)), expected);
    }

    @Test
    void stepsOfAWindowAreComputedTogether() {
        List<Variable> outputs = new ArrayList<>();
        for (Variable x : xs) {
            outputs.add(F.linear(x, w, b));
        }
        assertThat(outputs).allMatch(Variable::isDeferred);
        assertThat(outputs.get(2).shape()).isEqualTo(Shape.of(BATCH, CLASSES));
        outputs.get(4).array();
        assertThat(outputs).noneMatch(Variable::isDeferred);
        assertThat(outputs.get(0).creator().forwardBatch().computed()).isEqualTo(STEPS);
    }

    @Test
    void aStepThatIsAskedForIsComputedAlone() {
        Variable y = F.linear(xs.get(0), w, b);
        NDArray expected = xs.get(0).array().matmul(w.array().transpose()).add(b.array());
        assertThat(y.array().allClose(expected, 1e-4, 1e-5)).isTrue();
        assertThat(y.creator().forwardBatch()).isNull();
    }

    @Test
    void inputsMayBeWrittenToWhileItWaits() {
        NDArray expected = F.linear(xs.get(0), w, b).array().copy();
        Variable y = F.linear(xs.get(0), w, b);
        Variable again = F.linear(xs.get(0), w, b);
        w.array().fill(0);
        xs.get(0).array().fill(7);
        b.array().close();
        assertThat(y.array().contentEquals(expected) || y.array().allClose(expected, 1e-5, 1e-6))
                .isTrue();
        assertThat(again.array().allClose(expected, 1e-5, 1e-6)).isTrue();
    }

    @Test
    void otherWeightsAreOtherBatches() {
        Variable other = new Parameter(w.array().mul(2));
        Variable y = F.linear(xs.get(0), w, b);
        Variable z = F.linear(xs.get(0), other, b);
        Variable unbiased = F.linear(xs.get(0), w);
        NDArray difference = y.sub(unbiased).array().sub(b.array().broadcastTo(y.shape()));
        assertThat(difference.allClose(difference.zerosLike(), 1e-4, 1e-4)).isTrue();
        NDArray doubled =
                z.sub(b.array().rank() == 1 ? F.broadcastTo(b, z.shape()) : b).array();
        assertThat(doubled.allClose(unbiased.array().mul(2), 1e-4, 1e-4)).isTrue();
    }

    @Test
    void wrongLabelsAreRefusedAtTheCall() {
        Variable y = F.linear(xs.get(0), w, b);
        assertThat(y.isDeferred()).isTrue();
        Variable wrong = new Variable(NDArray.of(0, CLASSES, 1), false);
        assertThatThrownBy(() -> F.softmaxCrossEntropy(y, wrong))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("label " + CLASSES + " in row 1");
        assertThatThrownBy(() -> F.softmaxCrossEntropy(y, xs.get(0))).hasMessageContaining("softmax_cross_entropy");
        assertThatThrownBy(() -> F.linear(xs.get(0), new Variable(NDArray.zeros(DType.FLOAT32, CLASSES, 3)), b))
                .hasMessageContaining("LinearFunction");
    }

    @Test
    void nothingWaitsWithoutBackpropInDebugModeOrUnderHooks() {
        try (var mode = Chainer.noBackpropMode()) {
            assertThat(F.linear(xs.get(0), w, b).isDeferred()).isFalse();
        }
        try (var debug = Chainer.usingConfig(Config.DEBUG, true)) {
            assertThat(F.linear(xs.get(0), w, b).isDeferred()).isFalse();
        }
        try (var hook = Chainer.usingHook(new TimerHook())) {
            assertThat(F.linear(xs.get(0), w, b).isDeferred()).isFalse();
        }
    }

    @Test
    void doubleBackpropThroughFunctionsThatWaited() {
        Variable loss = loss();
        Variable[] gradient = Chainer.grad(new Variable[] {loss}, new Variable[] {xs.get(0)}, null, null, false, true);
        recurrent.clearGrad();
        F.sum(F.square(gradient[0])).backward();
        NDArray expected;
        try (var eager = Chainer.usingConfig(Config.DEFER_FORWARD, false)) {
            Variable[] same =
                    Chainer.grad(new Variable[] {loss()}, new Variable[] {xs.get(0)}, null, null, false, true);
            NDArray found = recurrent.grad().copy();
            recurrent.clearGrad();
            F.sum(F.square(same[0])).backward();
            expected = recurrent.grad();
            assertThat(found.allClose(expected, 1e-3, 1e-5)).isTrue();
        }
    }

    @Test
    void unchainedOrLongGraphsKeepTheirValues() {
        double expected = loss().item();
        Variable loss = loss();
        loss.unchainBackward();
        assertThat(loss.item()).isCloseTo(expected, within(1e-4));

        Variable sum = Variable.scalar(0);
        for (int i = 0; i < 3000; i++) {
            sum = sum.add(F.softmaxCrossEntropy(F.linear(xs.get(0), w, b), ts.get(0)));
        }
        double one = F.softmaxCrossEntropy(F.linear(xs.get(0), w, b), ts.get(0)).item();
        assertThat(sum.item()).isCloseTo(3000 * one, within(0.05 * 3000));
        xs.get(0).clearGrad();
        sum.backward();
        assertThat(xs.get(0).grad()).isNotNull();
    }

    @Test
    void reportsAreReadWhenTheyAreLookedAt() {
        Reporter reporter = new Reporter();
        Map<String, Object> observation = new HashMap<>();
        Variable first;
        Variable last;
        try (var scope = reporter.scope(observation)) {
            first = F.softmaxCrossEntropy(F.linear(xs.get(0), w, b), ts.get(0));
            Chainer.report(Map.of("loss", first), null);
            last = F.softmaxCrossEntropy(F.linear(xs.get(1), w, b), ts.get(1));
            Chainer.report(Map.of("loss", last, "accuracy", F.accuracy(F.linear(xs.get(1), w, b), ts.get(1))), null);
            assertThat(first.isDeferred()).isTrue();
        }
        assertThat(observation.get("loss")).isInstanceOf(NDArray.class);
        assertThat(((NDArray) observation.get("loss")).item()).isEqualTo(last.item());
        assertThat(observation.get("accuracy")).isInstanceOf(NDArray.class);
    }
}
