package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every name that Chainer has for iterators, data sets, training and snapshots has a counterpart. */
class TrainingInventoryTest {
    private static List<String> lines() throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                TrainingInventoryTest.class.getResourceAsStream("/training-inventory.txt"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /** Whether a class is there, or a public method or constant of it after a {@code #}. */
    private static boolean exists(String target) {
        String[] parts = target.split("#");
        try {
            Class<?> type = Class.forName("org.chainer." + parts[0]);
            return parts.length == 1
                    || Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getFields()))
                            .anyMatch(member -> member.getName().equals(parts[1]));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void allNamesHaveCounterparts() throws Exception {
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (String line : lines()) {
            String[] columns = line.trim().split(" +");
            assertThat(columns.length).as(line).isGreaterThanOrEqualTo(2);
            for (String target : Arrays.asList(columns).subList(1, columns.length)) {
                if (!exists(target)) {
                    missing.add(columns[0] + ": " + target);
                }
            }
            count++;
        }
        assertThat(missing).isEmpty();
        assertThat(count).isEqualTo(101);
    }
}
