package org.chainer.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A million words through a tiny model: memory stays flat, whatever else the process holds and however collections are restricted. */
@Tag("full")
class LongRunTest {
    private static final long MEGABYTE = 1 << 20;

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("train", 0, List.of()),
                Arguments.of("evaluate", 0, List.of()),
                Arguments.of("train", 1500, List.of()),
                Arguments.of("evaluate", 1500, List.of()),
                Arguments.of("train", 0, List.of("-XX:+DisableExplicitGC")),
                Arguments.of("evaluate", 1500, List.of("-XX:+DisableExplicitGC")));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void memoryIsFlat(String what, int otherMegabytes, List<String> options) throws Exception {
        List<long[]> points = run(what, 1_000_000, otherMegabytes, options);
        System.out.printf("LongRunTest %s, %d MB of other objects, %s:%n", what, otherMegabytes, options);
        points.forEach(p -> System.out.printf(
                "  %7d words: heap %4d MB, pool %3d MB used, %3d MB held, %d collections%n",
                p[0], p[1] / MEGABYTE, p[2] / MEGABYTE, p[3] / MEGABYTE, p[4]));
        assertThat(points).hasSize(10);
        for (long[] point : points) {
            assertThat(point[3])
                    .as("bytes held by the pool after %d words", point[0])
                    .isLessThan(256 * MEGABYTE);
        }
        long early = Math.max(points.get(1)[3], points.get(2)[3]);
        long late = points.get(9)[3];
        assertThat(late).as("bytes held at the end, against early on").isLessThan(2 * early + 32 * MEGABYTE);
    }

    private static List<long[]> run(String what, int words, int otherMegabytes, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-Xmx4g", "-cp", System.getProperty("java.class.path"), LongRun.class.getName()));
        command.addAll(List.of(what, Integer.toString(words), Integer.toString(otherMegabytes)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<long[]> points = new ArrayList<>();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                points.add(Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray());
            }
        }
        assertThat(process.waitFor()).as("exit status of " + command).isZero();
        return points;
    }
}
