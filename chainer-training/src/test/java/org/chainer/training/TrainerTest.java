package org.chainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.chainer.Chainer;
import org.chainer.Serializer;
import org.chainer.serializers.Serializers;
import org.chainer.training.testing.MockUpdater;
import org.chainer.training.testing.TrainerTesting;
import org.chainer.training.triggers.OnceTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training loop: order, names, errors and the end. */
class TrainerTest {
    @TempDir
    Path out;

    private final List<String> calls = new ArrayList<>();

    /** Notes each call of it. */
    private class Probe implements Extension {
        private final String name;
        private final int priority;

        Probe(String name, int priority) {
            this.name = name;
            this.priority = priority;
        }

        @Override
        public int priority() {
            return priority;
        }

        @Override
        public String defaultName() {
            return name;
        }

        @Override
        public void restore(Trainer trainer) {
            calls.add(name + " restore");
        }

        @Override
        public void initialize(Trainer trainer) {
            calls.add(name + " initialize");
        }

        @Override
        public void run(Trainer trainer) {
            calls.add(name + " " + trainer.updater().iteration());
        }

        @Override
        public void onError(Trainer trainer, Throwable error) {
            calls.add(name + " error " + error.getMessage());
        }

        @Override
        public void finish() {
            calls.add(name + " finish");
        }
    }

    private Trainer trainer(int iterations, Extension... extensions) {
        return TrainerTesting.getTrainerWithMockUpdater(Trigger.iterations(iterations), 10, out, extensions);
    }

    @Test
    void extensionsRunByPriority() {
        trainer(2, new Probe("low", 1), new Probe("high", 200), new Probe("alsoLow", 1))
                .run();

        assertThat(calls)
                .containsExactly(
                        "high restore",
                        "low restore",
                        "alsoLow restore",
                        "high initialize",
                        "low initialize",
                        "alsoLow initialize",
                        "high 1",
                        "low 1",
                        "alsoLow 1",
                        "high 2",
                        "low 2",
                        "alsoLow 2",
                        "high finish",
                        "low finish",
                        "alsoLow finish");
    }

    @Test
    void whatExtendIsGivenWinsOverTheExtensionsOwn() {
        Trainer trainer = trainer(4, new Probe("a", 1));
        trainer.extend("renamed", new Probe("b", 1), Trigger.iterations(2), 500, true);
        trainer.run();

        assertThat(calls).containsSubsequence("b 0", "a 1", "b 2", "a 2", "a 3", "b 4", "a 4");
        assertThat(calls).doesNotContain("b 1", "b 3", "a 0");
        assertThat(trainer.getExtension("renamed")).isInstanceOf(Probe.class);
    }

    @Test
    void anExtensionMayAskToRunBeforeTraining() {
        trainer(
                        1,
                        Extension.make(t -> calls.add("asks " + t.updater().iteration()))
                                .invokeBeforeTraining(true),
                        Extension.make(t -> calls.add("does not " + t.updater().iteration())))
                .run();

        assertThat(calls).containsExactly("asks 0", "asks 1", "does not 1");
    }

    @Test
    void takenNamesGetNumbers() {
        List<String> names = new ArrayList<>();
        Extension named = new Extension() {
            @Override
            public void run(Trainer trainer) {}

            @Override
            public String defaultName() {
                return "same";
            }

            @Override
            public void registered(String name) {
                names.add(name);
            }
        };
        Trainer trainer = trainer(1, named, named, named);

        assertThat(names).containsExactly("same", "same_1", "same_2");
        assertThatThrownBy(() -> trainer.getExtension("other"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'other'")
                .hasMessageContaining("[same, same_1, same_2]");
        assertThatThrownBy(() -> trainer.extend("training", named, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'training'");
    }

    void methodReference(Trainer trainer) {
        calls.add("method " + trainer.updater().iteration());
    }

    @Test
    void lambdasAndMethodReferencesAreExtensions() {
        Trainer trainer = trainer(2);
        trainer.extend(t -> calls.add("lambda " + t.updater().iteration()));
        trainer.extend(this::methodReference, Trigger.iterations(2));
        trainer.run();

        assertThat(calls).containsExactly("lambda 1", "lambda 2", "method 2");
        assertThat(trainer.getExtension("extension")).isNotNull();
    }

    @Test
    void anExtensionPutTogether() {
        Trainer trainer = trainer(3);
        trainer.extend(Extension.make(t -> calls.add("body " + t.updater().iteration()))
                .defaultName("made")
                .trigger(Trigger.iterations(2))
                .priority(Extension.PRIORITY_WRITER)
                .initializer(t -> calls.add("start"))
                .finalizer(() -> calls.add("end"))
                .onError((t, e) -> calls.add("error " + e.getMessage())));
        trainer.extend("fail", t -> fail(t, 3), Trigger.iterations(1));

        assertThatThrownBy(trainer::run).hasMessage("in iteration 3");
        assertThat(calls).containsExactly("start", "body 2", "error in iteration 3", "end");
        assertThat(trainer.getExtension("made").priority()).isEqualTo(Extension.PRIORITY_WRITER);
    }

    private static void fail(Trainer trainer, long iteration) {
        if (trainer.updater().iteration() == iteration) {
            throw new IllegalStateException("in iteration " + iteration);
        }
    }

    @Test
    void anExtensionWhoseTriggerIsFinishedIsNotInitialized() {
        OnceTrigger finished = new OnceTrigger();
        finished.fire(null);
        Trainer trainer = trainer(1);
        trainer.extend(new Probe("late", 1), finished);
        trainer.run();

        assertThat(calls).containsExactly("late restore", "late finish");
    }

    // --- errors
    // --------------------------------------------------------------------------------------------------------------------------

    @Test
    void theOriginalErrorIsThrownAndEverybodyFinishes() {
        Trainer trainer = trainer(5, new Probe("a", 2), new Probe("b", 1));
        trainer.extend(
                "broken handler",
                new Extension() {
                    @Override
                    public void run(Trainer t) {}

                    @Override
                    public void onError(Trainer t, Throwable error) {
                        throw new IllegalArgumentException("in the handler");
                    }

                    @Override
                    public void finish() {
                        throw new AssertionError("in the finalizer");
                    }
                },
                Trigger.iterations(1));
        MockUpdater updater = (MockUpdater) trainer.updater();
        RuntimeException original = new RuntimeException("in the update");
        updater.updateCore(() -> {
            if (updater.iteration() == 2) {
                throw original;
            }
        });

        assertThatThrownBy(trainer::run).isSameAs(original);
        assertThat(original.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("in the handler", "in the finalizer");
        assertThat(calls)
                .containsSubsequence(
                        "a 2", "b 2", "a error in the update", "b error in the update", "a finish", "b finish");
        assertThat(updater.isClosed()).isTrue();
        assertThat(trainer.updater().iteration()).isEqualTo(2);
        assertThat(trainer.elapsedTime()).isGreaterThan(0);
    }

    @Test
    void errorsOfExtensionsInitializersAndStopTriggersEndTrainingLikewise() {
        for (int where = 0; where < 3; where++) {
            calls.clear();
            int place = where;
            Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(
                    t -> {
                        if (place == 0) {
                            throw new IllegalStateException("here");
                        }
                        return false;
                    },
                    10,
                    out,
                    new Probe("a", 1));
            trainer.extend(Extension.make(t -> {
                        if (place == 1) {
                            throw new IllegalStateException("here");
                        }
                    })
                    .initializer(t -> {
                        if (place == 2) {
                            throw new IllegalStateException("here");
                        }
                    }));

            assertThatThrownBy(trainer::run).hasMessage("here");
            assertThat(calls).containsSubsequence("a error here", "a finish");
            assertThat(((MockUpdater) trainer.updater()).isClosed()).isTrue();
        }
    }

    @Test
    void aFailingFinalizerDoesNotKeepOthersFromFinishing() {
        Trainer trainer = trainer(1);
        for (String name : List.of("first", "second")) {
            trainer.extend(Extension.make(t -> {}).finalizer(() -> {
                calls.add(name);
                throw new IllegalStateException(name + " failed");
            }));
        }

        assertThatThrownBy(trainer::run)
                .hasMessage("first failed")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(calls).containsExactly("first", "second");
        assertThat(((MockUpdater) trainer.updater()).isClosed()).isTrue();
    }

    @Test
    void reporterIsGoneAfterAnError() {
        Trainer trainer = trainer(3);
        trainer.extend("fail", t -> fail(t, 1), Trigger.iterations(1));
        assertThatThrownBy(trainer::run).isInstanceOf(IllegalStateException.class);

        assertThat(org.chainer.Reporter.current()).isNull();
    }

    @Test
    void aTrainerRunsOnce() {
        Trainer trainer = trainer(1);
        trainer.run();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs once");
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsAnError() throws IOException {
        Path file = Files.writeString(out.resolve("file"), "no folder");
        Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(file.resolve("result"), new Probe("a", 1));

        assertThatThrownBy(trainer::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.resolve("result").toString());
        assertThat(calls).isEmpty();
    }

    @Test
    void nothingIsTimedBeforeTheStart() {
        assertThatThrownBy(() -> trainer(1).elapsedTime())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not been started");
        assertThatThrownBy(() -> new Trainer(null, Trigger.never())).isInstanceOf(NullPointerException.class);
    }

    // --- observation, state
    // ------------------------------------------------------------------------------------------------------------------

    @Test
    void observationsAreOfOneIteration() {
        Trainer trainer = trainer(3);
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(() -> Chainer.report("x" + updater.iteration(), 1, null));
        trainer.extend("look", t -> calls.add(t.observation().keySet().toString()), Trigger.iterations(1));
        trainer.run();

        assertThat(calls).containsExactly("[x0]", "[x1]", "[x2]");
    }

    @Test
    void elapsedTimeGoesOnAfterResume() {
        Trainer trainer = trainer(1);
        trainer.run();
        Path file = out.resolve("snapshot");
        Serializers.saveNpz(
                file,
                java.util.Map.of(
                        "updater/iteration",
                        1L,
                        "stop_trigger/previous_iteration",
                        1L,
                        "stop_trigger/previous_epoch_detail",
                        0.1,
                        "_snapshot_elapsed_time",
                        1000.0),
                true);
        Trainer resumed = trainer(2);
        Serializers.loadNpz(file, resumed);
        resumed.run();

        assertThat(resumed.elapsedTime()).isBetween(1000.0, 2000.0);
    }

    @Test
    void aTrainerCanBeSavedBeforeItRuns() {
        Path file = out.resolve("snapshot");
        Serializers.saveNpz(file, trainer(3));
        Trainer loaded = trainer(3, new Probe("a", 1));

        Serializers.loadNpz(file, loaded);
        loaded.run();
        assertThat(calls).contains("a 3");
    }

    @Test
    void stateOfExtensionsIsUnderTheirNames() {
        class Counter implements Extension {
            private long count;

            @Override
            public void run(Trainer trainer) {
                count++;
            }

            @Override
            public void serialize(Serializer serializer) {
                count = serializer.integer("count", count);
            }
        }
        Trainer trainer = trainer(3, new Counter(), new Counter());
        trainer.run();

        assertThat(Serializers.serialize(trainer))
                .containsEntry("extensions/Counter/count", 3L)
                .containsEntry("extensions/Counter_1/count", 3L)
                .containsEntry("extension_triggers/Counter/previous_iteration", 3L)
                .containsEntry("updater/iteration", 3L);
    }
}
