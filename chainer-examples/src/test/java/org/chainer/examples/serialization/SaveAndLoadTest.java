package org.chainer.examples.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadTest {
    @TempDir
    Path folder;

    @Test
    void theLoadedModelIsTheSavedOne() {
        ExampleRun run = ExampleRun.of("serialization", "--out", folder + "");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .contains("model.npz saved!", "l1/W\t: (100, 784)", "persistent\t: (10, 10)", "model.npz loaded!")
                .contains("/l3/b (10,)", "the loaded model is the same");
    }
}
