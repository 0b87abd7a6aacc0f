package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks Chainer's public names, as far as this module answers for them: each is a method of {@link F}, a distribution, has a counterpart in {@code
 * counterparts.txt}, or is in the table of {@code package-info} with the reason why Java cannot mirror it.
 */
class FunctionNamesTest {
    private static final Set<String> GROUPS = Set.of(
            "functions", "configuration", "check", "debug", "util", "variable", "graph", "distributions", "backends");

    @Test
    void everyNameIsThere() throws IOException {
        Map<String, String> counterparts = counterparts();
        Set<String> without = withoutCounterpart();
        Set<String> missing = new TreeSet<>();
        for (String name : inventory()) {
            boolean there = name.startsWith("F.")
                    ? hasMember(F.class, inJavasCase(name.substring(2)))
                    : isDistribution(name) || counterparts.containsKey(name) || without.contains(name);
            if (!there) {
                missing.add(name);
            }
        }
        assertThat(missing).as("names of Chainer without an implementation").isEmpty();
    }

    @Test
    void counterpartsExist() throws IOException {
        Map<String, String> absent = new TreeMap<>();
        counterparts().forEach((name, counterpart) -> {
            if (!exists(counterpart)) {
                absent.put(name, counterpart);
            }
        });
        assertThat(absent).isEmpty();
    }

    @Test
    void whatHasACounterpartIsNotInTheTable() throws IOException {
        Set<String> without = withoutCounterpart();
        assertThat(without).isNotEmpty();
        assertThat(inventory()).as("names in the table are Chainer's").containsAll(without);
        assertThat(counterparts().keySet()).doesNotContainAnyElementsOf(without);
    }

    private static Set<String> inventory() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String part : inventoryText().split("(?m)^## ")) {
            String[] lines = part.split("\n");
            if (GROUPS.contains(lines[0].trim())) {
                for (String line : lines) {
                    if (line.startsWith("- **")) {
                        names.addAll(Arrays.asList(line.substring(line.lastIndexOf("**: ") + 4)
                                .trim()
                                .split(", ")));
                    }
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(300);
        return names;
    }

    /** The inventory beside the repository, if it is there, else its copy among the test resources. */
    private static String inventoryText() throws IOException {
        for (String candidate : new String[] {"../shared/inventory.md", "../../shared/inventory.md"}) {
            if (Files.isRegularFile(Path.of(candidate))) {
                return Files.readString(Path.of(candidate));
            }
        }
        return resource("inventory.md");
    }

    private static Map<String, String> counterparts() throws IOException {
        return resource("counterparts.txt")
                .lines()
                .map(line -> line.split(" = "))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Set<String> withoutCounterpart() throws IOException {
        String path = "src/main/java/org/chainer/functions/package-info.java";
        Path source = Stream.of(path, "../chainer-core/" + path)
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Matcher rows =
                Pattern.compile("<tr><td>([\\w.]+)</td><td>[^<]{10,}</td></tr>").matcher(Files.readString(source));
        return rows.results().map(row -> row.group(1)).collect(Collectors.toSet());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FunctionNamesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isDistribution(String name) {
        String prefix = "chainer.distributions.";
        return name.startsWith(prefix) && exists("org.chainer.distributions." + name.substring(prefix.length()));
    }

    private static boolean exists(String counterpart) {
        String[] parts = counterpart.split("#");
        try {
            Class<?> type = Class.forName(parts[0]);
            return Modifier.isPublic(type.getModifiers()) && (parts.length == 1 || hasMember(type, parts[1]));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean hasMember(Class<?> type, String name) {
        return Stream.<Member>concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getFields()))
                .anyMatch(member -> member.getName().equals(name));
    }

    private static String inJavasCase(String name) {
        Matcher letters = Pattern.compile("_([a-z0-9])").matcher(name);
        return letters.replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
