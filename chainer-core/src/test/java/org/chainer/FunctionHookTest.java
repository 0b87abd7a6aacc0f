package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

class FunctionHookTest {
    private final Variable x = new Variable(NDArray.of(2.0));

    /** Notes every call. */
    private static final class Recorder implements FunctionHook {
        final List<String> calls = new ArrayList<>();
        final List<NDArray> arrays = new ArrayList<>();

        @Override
        public void added(FunctionNode function) {
            calls.add("added " + (function == null ? "thread" : function.label()));
        }

        @Override
        public void deleted(FunctionNode function) {
            calls.add("deleted " + (function == null ? "thread" : function.label()));
        }

        @Override
        public void forwardPreprocess(FunctionNode function, NDArray[] inputs) {
            calls.add("forward " + function.label() + " " + inputs.length);
            arrays.addAll(List.of(inputs));
        }

        @Override
        public void forwardPostprocess(FunctionNode function, NDArray[] inputs) {
            calls.add("forwarded " + function.label());
        }

        @Override
        public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
            calls.add("backward " + function.label() + " " + outputGradients[0].item());
            arrays.add(outputGradients[0]);
        }

        @Override
        public void backwardPostprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
            calls.add("backwarded " + function.label());
        }
    }

    @Test
    void aroundAllFunctionsOfAThread() {
        Recorder hook = new Recorder();
        Variable y;
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            y = F.exp(x);
        }
        y.backward();
        assertThat(hook.calls).containsExactly("added thread", "forward exp 1", "forwarded exp", "deleted thread");
        hook.calls.clear();
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            y.backward();
        }
        assertThat(hook.calls)
                .startsWith("added thread", "backward exp 1.0")
                .endsWith("backwarded exp", "deleted thread");
    }

    @Test
    void aroundOneFunction() {
        Recorder hook = new Recorder();
        Variable y = F.exp(x);
        y.creator().addHook(hook);
        assertThatThrownBy(() -> y.creator().addHook(new Recorder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("exp has a hook named 'Recorder' already");
        y.mul(1).backward();
        assertThat(hook.calls.get(0)).isEqualTo("added exp");
        assertThat(hook.calls).contains("backward exp 1.0").noneMatch(call -> call.contains("_ *"));
        y.creator().deleteHook(hook);
        assertThat(hook.calls).endsWith("deleted exp");
        int before = hook.calls.size();
        y.creator().deleteHook(hook);
        x.clearGrad();
        y.clearGrad();
        y.backward();
        assertThat(hook.calls).hasSize(before);
    }

    @Test
    void oneHookOfANameAtATime() {
        try (Chainer.Scope scope = Chainer.usingHook(new Recorder())) {
            assertThatThrownBy(() -> Chainer.usingHook(new Recorder()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'Recorder' is active already");
        }
        Chainer.usingHook(new Recorder()).close();
    }

    @Test
    void whatAHookHoldsStays() {
        Recorder hook = new Recorder();
        Variable w = new Variable(NDArray.of(3.0).reshape(1, 1));
        Variable in = new Variable(NDArray.of(2.0).reshape(1, 1));
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            Variable loss = F.sum(F.linear(F.tanh(F.linear(in, w, null)), w, null));
            loss.backward();
            loss.unchainBackward();
        }
        w.clearGrad();
        assertThat(hook.arrays)
                .hasSizeGreaterThan(8)
                .allSatisfy(array -> assertThat(array.toDoubleArray()).hasSize((int) array.size()));
    }

    @Test
    void hooksOfAnotherThreadAreNotCalled() throws InterruptedException {
        Recorder hook = new Recorder();
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            Thread other = new Thread(() -> F.exp(x));
            other.start();
            other.join();
        }
        assertThat(hook.calls).containsExactly("added thread", "deleted thread");
    }
}
