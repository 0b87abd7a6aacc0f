package org.chainer.links.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.FunctionHook;
import org.chainer.FunctionNode;
import org.chainer.Link;
import org.chainer.LinkHook;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.initializers.Constant;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class LSTMTest {
    private static NDArray random(long... shape) {
        return new RandomState(1).normal(0, 1, DType.FLOAT32, shape);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void twoStepsByHand() {
        LSTM link = new LSTM(1, 1);
        link.upward().w().array().copyFrom(NDArray.of(0.1f, 0.2f, 0.3f, 0.4f).reshape(4, 1));
        link.lateral().w().array().copyFrom(NDArray.of(0.5f, 0.6f, 0.7f, 0.8f).reshape(4, 1));
        double c = 0;
        double h = 0;
        for (float x : new float[] {2, -1}) {
            double a = Math.tanh(0.1 * x + 0.5 * h);
            double i = sigmoid(0.2 * x + 0.6 * h);
            double f = sigmoid(0.3 * x + 0.7 * h + 1);
            double o = sigmoid(0.4 * x + 0.8 * h);
            c = a * i + f * c;
            h = o * Math.tanh(c);
            Variable y = link.apply(NDArray.of(x).reshape(1, 1));
            assertThat(y.item()).isCloseTo(h, org.assertj.core.api.Assertions.within(1e-6));
            assertThat(link.c().item()).isCloseTo(c, org.assertj.core.api.Assertions.within(1e-6));
            assertThat(link.h()).isSameAs(y);
        }
    }

    @Test
    void initialValues() {
        LSTM link = new LSTM(3, 2);
        assertThat(link.namedParams()).containsOnlyKeys("/lateral/W", "/upward/W", "/upward/b");
        assertThat(link.upward().b().array().toFloatArray()).containsExactly(0, 0, 1, 0, 0, 0, 1, 0);
        LSTM given = new LSTM(3, 1, new Constant(1), new Constant(2), new Constant(3), new Constant(4));
        assertThat(given.lateral().w().array().toFloatArray()).containsOnly(1);
        assertThat(given.upward().w().array().toFloatArray()).containsOnly(2);
        assertThat(given.upward().b().array().toFloatArray()).containsExactly(3, 3, 4, 3);
        assertThat(link)
                .hasToString("LSTM(\n  (lateral): Linear(in_size=2, out_size=8, nobias=True),\n"
                        + "  (upward): Linear(in_size=3, out_size=8, nobias=False),\n)");
    }

    @Test
    void sizeOfTheFirstInput() {
        LSTM link = new LSTM(5);
        assertThat(link.apply(random(2, 3)).shape()).isEqualTo(Shape.of(2, 5));
        assertThat(link.upward().w().shape()).isEqualTo(Shape.of(20, 3));
        assertThat(new StatelessLSTM(5).apply(null, null, new Variable(random(2, 3)))[1].shape())
                .isEqualTo(Shape.of(2, 5));
    }

    @Test
    void gradientsThroughThreeSteps() {
        LSTM link = new LSTM(3, 4);
        GradientCheck.of(
                        x -> {
                            link.resetState();
                            Variable y = link.apply(x[0]);
                            y = y.add(link.apply(x[1]));
                            return y.mul(link.apply(x[2]));
                        },
                        random(2, 3),
                        random(2, 3),
                        random(2, 3))
                .params(link.params().toArray(Parameter[]::new))
                .checkBackward()
                .checkDoubleBackward();
    }

    @Test
    void sequencesThatEnd() {
        LSTM together = new LSTM(3, 4);
        LSTM alone = (LSTM) together.copy(CopyMode.SHARE);
        NDArray first = random(3, 3);
        NDArray second = random(2, 3).mul(2);
        NDArray third = random(1, 3).mul(-1);
        together.apply(first);
        together.apply(second);
        together.apply(third);
        assertThat(together.h().shape()).isEqualTo(Shape.of(3, 4));
        assertThat(together.c().shape()).isEqualTo(Shape.of(3, 4));
        for (int row = 0; row < 3; row++) {
            alone.resetState();
            alone.apply(first.slice(0, row, row + 1));
            if (row < 2) {
                alone.apply(second.slice(0, row, row + 1));
            }
            if (row < 1) {
                alone.apply(third);
            }
            assertThat(together.h()
                            .array()
                            .slice(0, row, row + 1)
                            .allClose(alone.h().array(), 1e-5, 1e-6))
                    .isTrue();
            assertThat(together.c()
                            .array()
                            .slice(0, row, row + 1)
                            .allClose(alone.c().array(), 1e-5, 1e-6))
                    .isTrue();
        }
        assertThat(together.apply(random(0, 3)).shape()).isEqualTo(Shape.of(0, 4));
        assertThat(together.h().shape()).isEqualTo(Shape.of(3, 4));
    }

    @Test
    void aBatchThatGrows() {
        LSTM link = new LSTM(3, 4);
        link.apply(random(2, 3));
        Variable h = link.h();
        Variable c = link.c();
        assertThatThrownBy(() -> link.apply(random(3, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 rows")
                .hasMessageContaining("has 2");
        assertThat(link.h()).isSameAs(h);
        assertThat(link.c()).isSameAs(c);
        link.resetState();
        assertThat(link.apply(random(3, 3)).shape()).isEqualTo(Shape.of(3, 4));
    }

    @Test
    void stateThatIsSet() {
        LSTM link = new LSTM(3, 4);
        Variable c = new Variable(random(2, 4));
        Variable h = new Variable(random(2, 4));
        link.setState(c, h);
        Variable y = link.apply(random(2, 3));
        StatelessLSTM stateless = new StatelessLSTM(3, 4);
        stateless.copyParams(link);
        Variable[] next = stateless.apply(c, h, new Variable(random(2, 3)));
        assertThat(y.array().contentEquals(next[1].array())).isTrue();
        assertThat(link.c().array().contentEquals(next[0].array())).isTrue();
        assertThat(c.array().contentEquals(random(2, 4))).isTrue();
    }

    @Test
    void theStateMovesToAnotherDevice() {
        LSTM link = new LSTM(3, 4);
        link.apply(random(2, 3));
        for (Device device : Devices.available()) {
            link.toDevice(device);
            assertThat(link.c().device()).isSameAs(device);
            assertThat(link.apply(random(2, 3).toDevice(device)).device()).isSameAs(device);
        }
    }

    @Test
    void aStepLeavesNothingButItsOutputToTheCollector() {
        NDArray x = random(4, 8);
        long outputBytes = 4 * 16 * 4;
        for (boolean backprop : new boolean[] {true, false}) {
            LSTM link = new LSTM(8, 16);
            try (Chainer.Scope mode = Chainer.usingConfig(Config.ENABLE_BACKPROP, backprop)) {
                long before = 0;
                for (int step = 0; step < 40; step++) {
                    link.apply(x).unchainBackward();
                    if (step == 9) {
                        before = link.device().pool().statistics().used();
                    }
                }
                assertThat(link.device().pool().statistics().used() - before).isLessThanOrEqualTo(30 * outputBytes);
            }
        }
    }

    @Test
    void whatAUserHoldsStays() {
        LSTM link = new LSTM(3, 4);
        List<NDArray> held = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            Variable y = link.apply(random(2, 3));
            held.add(y.array());
            held.add(link.c().array());
            printed.add(y.array().toString());
            printed.add(link.c().array().toString());
            y.unchainBackward();
        }
        LSTM copy = (LSTM) link.copy(CopyMode.COPY);
        link.apply(random(2, 3));
        link.apply(random(2, 3));
        copy.apply(random(2, 3));
        link.resetState();
        for (int i = 0; i < held.size(); i++) {
            assertThat(held.get(i)).hasToString(printed.get(i));
        }
    }

    @Test
    void whatHooksHoldStays() {
        LSTM link = new LSTM(3, 4);
        List<NDArray> held = new ArrayList<>();
        FunctionHook keepAll = new FunctionHook() {
            @Override
            public void forwardPostprocess(FunctionNode function, NDArray[] inputs) {
                held.addAll(List.of(inputs));
            }

            @Override
            public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] gradients) {
                for (NDArray input : inputs) {
                    if (input != null) {
                        held.add(input);
                    }
                }
            }
        };
        LinkHook keepOutput = new LinkHook() {
            @Override
            public void forwardPostprocess(Link of, String method, List<?> arguments, Object result) {
                held.add(((Variable) result).array());
            }
        };
        Variable y;
        try (Chainer.Scope hook = Chainer.usingHook(keepAll)) {
            y = link.apply(random(2, 3));
        }
        try (Chainer.Scope hook = Chainer.usingHook(keepOutput)) {
            y = y.add(link.apply(random(2, 3)));
        }
        y = y.add(link.apply(random(2, 3)));
        y.setGrad(random(2, 4));
        try (Chainer.Scope hook = Chainer.usingHook(keepAll)) {
            y.backward();
        }
        y.unchainBackward();
        link.apply(random(2, 3));
        link.resetState();
        assertThat(held)
                .hasSizeGreaterThan(15)
                .allSatisfy(array -> assertThat(array.toString()).isNotEmpty());
    }
}
