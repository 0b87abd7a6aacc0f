package org.chainer.functions.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Parameter;
import org.chainer.PoolProbe;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.MemoryPool;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class ForgetTest {
    private final NDArray x = FunctionChecks.uniform(1, -1, 1, 3, 2);

    @Test
    void gradients() {
        FunctionChecks.of(v -> F.forget(in -> F.tanh(in[0].mul(in[1])).add(in[0]), v))
                .input(3, 2)
                .input(3, 2)
                .onlyOnce()
                .run();
        FunctionChecks.ofAll(v -> F.forgetAll(in -> new Variable[] {F.exp(in[0]), F.sin(in[0]), in[0]}, v))
                .input(3, 2)
                .onlyOnce()
                .run();
    }

    @Test
    void oneOfTheOutputsTakesNoPart() {
        GradientCheck.ofAll(v -> F.forgetAll(in -> new Variable[] {F.exp(in[0]), F.sin(in[0])}, v), x)
                .gradOutputs(null, x)
                .checkBackward();
    }

    @Test
    void parametersInsideGetGradients() {
        Parameter w = new Parameter(FunctionChecks.uniform(2, -1, 1, 4, 2));
        Parameter b = new Parameter(FunctionChecks.uniform(3, -1, 1, 4));
        GradientCheck.of(v -> F.forget(in -> F.linear(F.tanh(in[0]), w, b), v), x)
                .params(w, b)
                .checkBackward();
    }

    @Test
    void nothingInsideIsKept() {
        Variable input = new Variable(NDArray.zeros(DType.FLOAT32, 1000, 100));
        MemoryPool pool = input.device().pool();
        long before = PoolProbe.settledBytes(pool);
        Variable y = F.sum(F.forget(in -> chain(in[0]), input));
        long array = input.size() * 4;
        assertThat(PoolProbe.settledBytes(pool) - before).isLessThan(array + array / 2);
        y.backward();
        assertThat(input.grad()).isNotNull();
    }

    private static Variable chain(Variable in) {
        Variable h = in;
        for (int i = 0; i < 10; i++) {
            h = F.tanh(h);
        }
        return h;
    }

    @Test
    void aFlagSaysThatResultsAreComputedAgain() {
        List<Boolean> flags = new ArrayList<>();
        Variable input = new Variable(x);
        Variable y = F.forget(
                in -> {
                    flags.add(Chainer.config().get(Config.IN_RECOMPUTING));
                    flags.add(Chainer.config().enableBackprop());
                    return F.sum(in[0].mul(in[0]));
                },
                input);
        y.backward();
        assertThat(flags).containsExactly(false, false, true, true);
        assertThat(Chainer.config().get(Config.IN_RECOMPUTING)).isFalse();
        assertThat(input.grad().allClose(x.mul(2), 0, 1e-12)).isTrue();
    }

    @Test
    void arraysThatTheFunctionStashesStay() {
        List<Variable> stash = new ArrayList<>();
        Variable y = F.sum(F.forget(
                in -> {
                    stash.add(F.exp(in[0]));
                    return F.tanh(stash.get(stash.size() - 1));
                },
                new Variable(x)));
        y.backward();
        y.unchainBackward();
        assertThat(stash).hasSize(2);
        for (Variable kept : stash) {
            assertThat(kept.array().toDoubleArray()).doesNotContain(Double.NaN);
        }
    }

    @Test
    void itCannotBeDifferentiatedTwice() {
        Variable input = new Variable(x);
        Variable y = F.sum(F.forget(in -> F.exp(in[0]), input));
        assertThatThrownBy(() -> y.backward(false, true, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forget cannot be differentiated twice");
    }

    @Test
    void outputsMustBeThere() {
        assertThatThrownBy(() -> F.forget(in -> null, new Variable(x)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("output 0");
    }
}
