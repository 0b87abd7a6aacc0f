package org.chainer.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays nobody refers to come back in JVMs with other collectors and settings. */
@Tag("full")
class ForkedCollectionTest {

    /** Makes 20,000 arrays of 100 kB, keeping the last 20, with 64 MB for arrays. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            byte[][] live = new byte[args.length == 0 ? 0 : Integer.parseInt(args[0])][1 << 20];
            NDArray[] kept = new NDArray[20];
            for (int i = 0; i < 20_000; i++) {
                kept[i % kept.length] = NDArray.full(i % 100, DType.UINT8, 100_000);
                NDArray old = kept[(i + 1) % kept.length];
                if (old != null && old.get("0").item() != (i + 1 - kept.length) % 100) {
                    throw new IllegalStateException("array of round " + (i + 1 - kept.length) + " has changed");
                }
            }
            System.out.println("done " + Devices.current().pool().statistics() + " " + live.length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-XX:+UseG1GC",
                "-XX:+UseParallelGC",
                "-XX:+UseZGC",
                "-XX:+UseSerialGC -XX:+DisableExplicitGC",
                "-XX:+UseG1GC -XX:+DisableExplicitGC",
                "-XX:+UseParallelGC -XX:+DisableExplicitGC",
                "-XX:+UseZGC -XX:+DisableExplicitGC"
            })
    void unreachableArraysComeBack(String options) throws IOException, InterruptedException {
        String output = run(options, "100");
        assertThat(output).contains("done ").contains("limit 64 MiB");
        assertThat(output.contains("System.gc() has no effect")).isEqualTo(options.contains("DisableExplicitGC"));
    }

    private static String run(String options, String argument) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(
                "-Xmx512m",
                "-Dchainer.device=reference",
                "-Dchainer.memory.limit=64m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                argument));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
