package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.junit.jupiter.api.Test;

/** Evaluation: means over batches, without backprop, under prefixes. */
class EvaluatorTest {
    private final List<String> modes = new ArrayList<>();

    private final class Model extends Chain implements LossFunction {
        private final Linear child = new Linear(1, 1);

        @Override
        public Variable apply(Variable... batch) {
            modes.add(Chainer.config().train() + " " + Chainer.config().enableBackprop());
            Variable sum = F.sum(batch[0]);
            Chainer.report(Map.of("loss", sum, "size", batch[0].dim(0)), this);
            Chainer.report("inner", 1, child);
            return sum;
        }
    }

    private static SerialIterator<NDArray> iterator(int batchSize) {
        return new SerialIterator<>(
                Dataset.of(List.of(NDArray.of(1f), NDArray.of(2f), NDArray.of(4f))), batchSize, false, false);
    }

    @Test
    void meansOverBatches() {
        Evaluator evaluator = new Evaluator(iterator(2), new Model());

        assertThat(evaluator.evaluate()).isEqualTo(Map.of("main/loss", 3.5, "main/size", 1.5, "main/child/inner", 1.0));
        assertThat(evaluator.evaluate()).hasSize(3);
        assertThat(modes).hasSize(4).containsOnly("false false");
        assertThat(Chainer.config().train()).isTrue();
    }

    @Test
    void prefixHookFunctionAndSeveralModels() {
        Model main = new Model();
        Model other = new Model();
        List<String> hooked = new ArrayList<>();
        Evaluator evaluator = new Evaluator(
                        Map.of("main", iterator(3), "second", iterator(1)),
                        Map.of("main", main, "other", other),
                        new ConcatExamples(),
                        Devices.reference())
                .evalHook(e -> hooked.add(e.getTarget("other") == other ? "hook" : "wrong"))
                .evalFunction(batch -> {
                    assertThat(batch[0].device()).isEqualTo(Devices.reference());
                    return other.apply(batch);
                });
        evaluator.registered("test");

        assertThat(evaluator.evaluate()).containsEntry("test/other/loss", 7.0).doesNotContainKey("test/main/loss");
        assertThat(hooked).containsExactly("hook");
        assertThat(evaluator.getAllIterators()).containsOnlyKeys("main", "second");
        assertThat(evaluator.getAllTargets()).containsOnlyKeys("main", "other");
        assertThatThrownBy(() -> evaluator.getTarget("third"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'third'");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() ->
                        new Evaluator(new SerialIterator<>(Dataset.of(List.of(NDArray.of(1f))), 1), new Model()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'main'")
                .hasMessageContaining("repeat = false");
        assertThatThrownBy(() -> new Evaluator(
                        Map.of("a", iterator(1)), Map.of("main", new Model()), new ConcatExamples(), null))
                .hasMessageContaining("[a]");
        assertThatThrownBy(() -> new Evaluator(iterator(1), new Linear(1, 1)).evaluate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Linear")
                .hasMessageContaining("evalFunction");
    }

    @Test
    void modesAreBackAfterAnError() {
        Evaluator evaluator = new Evaluator(iterator(1), new Model()).evalFunction(batch -> {
            throw new IllegalStateException("failure");
        });
        assertThatThrownBy(evaluator::evaluate).hasMessage("failure");

        assertThat(Chainer.config().train()).isTrue();
        assertThat(Chainer.config().enableBackprop()).isTrue();
        assertThat(org.chainer.Reporter.current()).isNull();
    }
}
