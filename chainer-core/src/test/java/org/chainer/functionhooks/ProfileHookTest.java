package org.chainer.functionhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileHookTest {

    @Test
    void functionsAreEventsOfARecording(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.chainer.Function").withoutThreshold();
            recording.start();
            try (Chainer.Scope hook = Chainer.usingHook(new ProfileHook())) {
                Variable x = new Variable(NDArray.of(1f, -2f));
                F.sum(F.relu(x)).backward();
            }
            recording.stop();
            recording.dump(file);
        }
        List<String> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("org.chainer.Function"))
                .map((RecordedEvent event) -> event.getString("function") + " " + event.getString("pass"))
                .toList();
        assertThat(Files.size(file)).isPositive();
        assertThat(events).contains("ReLU forward", "Sum forward", "Sum backward", "ReLU backward");
    }
}
