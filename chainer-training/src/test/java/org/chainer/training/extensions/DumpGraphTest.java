package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph of a reported loss as a file, and as a picture where there is a program for it. */
class DumpGraphTest {
    @TempDir
    Path out;

    private final List<Boolean> graphs = new ArrayList<>();

    /** Notes in each iteration whether the loss has its graph. */
    private Trainer trainer(int iterations, DumpGraph graph) {
        SGD optimizer = new SGD(0.1);
        optimizer.setup(new Classifier(new Linear(2, 2)));
        Dataset<Tuple> examples = Dataset.of(List.of(Tuple.of(new float[] {1, 0}, 0), Tuple.of(new float[] {0, 1}, 1)));
        var updater = new StandardUpdater(
                new SerialIterator<>(examples, 2, true, false), optimizer, new ConcatExamples(), null, null);
        Trainer trainer = new Trainer(updater, Trigger.iterations(iterations), out, List.of(graph));
        trainer.extend(
                "look",
                t -> graphs.add(t.observation().get("main/loss") instanceof Variable v
                        && v.node().creatorNode() != null),
                Trigger.iterations(1));
        return trainer;
    }

    @Test
    void theFirstIterationsGraph() throws IOException {
        trainer(3, new DumpGraph("main/loss").graphviz(null)).run();

        assertThat(Files.readString(out.resolve("cg.dot")))
                .startsWith("digraph graphname{")
                .contains("SoftmaxCrossEntropy", "LinearFunction", "octagon", "->");
        assertThat(graphs).containsExactly(true, false, false);
        assertThat(Chainer.config().get(Config.KEEP_GRAPH_ON_REPORT)).isFalse();
        assertThat(out.resolve("cg.png")).doesNotExist();
    }

    @Test
    void fileNameAndStyles() throws IOException {
        trainer(
                        1,
                        new DumpGraph("main/loss")
                                .fileName("graph.dot")
                                .variableStyle(Map.of("fillcolor", "#abcdef"))
                                .functionStyle(Map.of("shape", "hexagon"))
                                .graphviz(null))
                .run();

        assertThat(Files.readString(out.resolve("graph.dot"))).contains("#abcdef", "hexagon");
    }

    private Path program(String script) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        return Files.writeString(
                Files.createFile(
                        out.resolve("program"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                "#!/bin/sh\n" + script + "\n");
    }

    @Test
    void aPictureIsMadeByTheProgram() throws IOException {
        Path program = program("test $1 = -Tpng && test $3 = -o && cp $2 $4");
        trainer(1, new DumpGraph("main/loss").graphviz(program.toString())).run();

        assertThat(out.resolve("cg.png")).hasSameTextualContentAs(out.resolve("cg.dot"));
    }

    @Test
    void withoutAPictureTrainingGoesOn() throws IOException {
        trainer(1, new DumpGraph("main/loss").graphviz(out.resolve("nothing").toString()))
                .run();
        Trainer trainer = trainer(
                2,
                new DumpGraph("main/loss")
                        .graphviz(program("echo sorry; exit 3").toString()));
        trainer.run();

        assertThat(trainer.updater().iteration()).isEqualTo(2);
        assertThat(out.resolve("cg.dot")).exists();
        assertThat(out.resolve("cg.png")).doesNotExist();
    }

    @Test
    void aResumedRunDoesNotDumpAgain() throws IOException {
        Trainer trainer = trainer(1, new DumpGraph("main/loss").graphviz(null));
        trainer.run();
        Serializers.saveNpz(out.resolve("snapshot"), trainer);
        Files.delete(out.resolve("cg.dot"));
        Trainer resumed = trainer(3, new DumpGraph("main/loss").graphviz(null));
        Serializers.loadNpz(out.resolve("snapshot"), resumed);
        resumed.run();

        assertThat(out.resolve("cg.dot")).doesNotExist();
        assertThat(graphs).containsExactly(true, false, false);
    }

    @Test
    void whatCannotBeDrawnIsAnErrorAndGraphsAreLetGo() throws IOException {
        assertThatThrownBy(() -> trainer(1, new DumpGraph("main/los")).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'main/los'")
                .hasMessageContaining("main/loss, main/accuracy");
        assertThat(Chainer.config().get(Config.KEEP_GRAPH_ON_REPORT)).isFalse();
        Files.createDirectory(out.resolve("cg.dot"));
        assertThatThrownBy(() -> trainer(1, new DumpGraph("main/loss")).run())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cg.dot");
        Trainer failing = trainer(5, new DumpGraph("main/loss").graphviz(null));
        failing.extend(
                null,
                t -> {
                    throw new IllegalStateException("failure");
                },
                Trigger.iterations(1),
                1000,
                false);
        assertThatThrownBy(failing::run).hasMessage("failure");
        assertThat(Chainer.config().get(Config.KEEP_GRAPH_ON_REPORT)).isFalse();
    }
}
