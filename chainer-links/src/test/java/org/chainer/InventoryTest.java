package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every name that Chainer has for links, link hooks, initializers, optimizers, their hooks and serializers has a counterpart. */
class InventoryTest {

    /** Whether a class is there, or a public method of it after a {@code #}. */
    private static boolean exists(String target) {
        String[] parts = target.split("#");
        try {
            Class<?> type = Class.forName("org.chainer." + parts[0]);
            return parts.length == 1
                    || Stream.of(type.getMethods())
                            .anyMatch(method -> method.getName().equals(parts[1]));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"links, 75", "optimizers, 25", "initializers, 18", "serializers, 11"})
    void allNamesHaveCounterparts(String section, int count) {
        Map<String, List<String>> names = Inventory.section(section);
        assertThat(names).hasSize(count);
        names.forEach((name, targets) -> {
            assertThat(targets).as(name).isNotEmpty();
            assertThat(targets).as(name).allMatch(target -> target.equals("-") || exists(target));
        });
        List<String> left = Arrays.asList("L.TheanoFunction");
        assertThat(names.entrySet().stream()
                        .filter(entry -> entry.getValue().contains("-"))
                        .map(Map.Entry::getKey))
                .isSubsetOf(left);
    }
}
