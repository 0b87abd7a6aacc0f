package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.functionhooks.TimerHook;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.SGD;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of what functions and links took in some iterations. */
class ProfileTest {
    @TempDir
    Path out;

    private static final class Mlp extends Chain implements Layer {
        private Linear first = new Linear(2, 3);
        private Linear second = new Linear(3, 2);

        @Override
        public Variable forward(Variable x) {
            return second.apply(F.relu(first.apply(x)));
        }
    }

    private Trainer trainer(int iterations, Profile profile) {
        SGD optimizer = new SGD(0.1);
        optimizer.setup(new Classifier(new Mlp()));
        Dataset<Tuple> examples = Dataset.of(List.of(Tuple.of(new float[] {1, 0}, 0), Tuple.of(new float[] {0, 1}, 1)));
        var updater = new StandardUpdater(new SerialIterator<>(examples, 2, true, false), optimizer);
        return new Trainer(updater, Trigger.iterations(iterations), out, List.of(profile));
    }

    private List<String> profile(String name) throws IOException {
        return Files.readAllLines(out.resolve(name));
    }

    @Test
    void functionsAndLinksOfSomeIterations() throws IOException {
        trainer(10, new Profile(3, 6)).run();

        assertThat(profile("profile.txt").get(0)).isEqualTo("Iterations 3 to 6, while measured");
        assertThat(profile("profile.txt"))
                .anyMatch(line -> line.matches(" *ReLU +[0-9.]+[mun]?s(ec)? +\\d+"))
                .anyMatch(line -> line.matches(" *LinearFunction +[0-9.]+[mun]?s(ec)? +\\d+"))
                .containsSubsequence(
                        row("main", 4),
                        row("main/predictor", 4),
                        row("main/predictor/first", 4),
                        row("main/predictor/second", 4));
        try (Chainer.Scope scope = Chainer.usingHook(new TimerHook())) {
            // No hook of that name is left behind.
            assertThat(scope).isNotNull();
        }
    }

    /** The row of a link, whatever its time. */
    private String row(String name, int calls) throws IOException {
        return profile("profile.txt").stream()
                .filter(line -> line.matches(" *" + name + " +[0-9.]+ms +" + calls))
                .findFirst()
                .orElse("a row of " + name + " with " + calls + " calls");
    }

    @Test
    void fromTheFirstIterationOn() throws IOException {
        trainer(2, new Profile(1, 1).fileName("first")).run();

        assertThat(profile("first")).contains("Iterations 1 to 1, while measured");
    }

    @Test
    void trainingThatEndsBeforeWritesNothingAndLeavesNoHooks() {
        trainer(2, new Profile(2, 5)).run();

        assertThat(out.resolve("profile.txt")).doesNotExist();
        Chainer.usingHook(new TimerHook()).close();
    }

    @Test
    void wrongIterationsAreRefused() {
        assertThatThrownBy(() -> new Profile(0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 3");
        assertThatThrownBy(() -> new Profile(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
