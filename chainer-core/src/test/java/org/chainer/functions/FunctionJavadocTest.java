package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each function's class says what it computes (a formula), what goes in and comes out, and what it is called in Chainer; each factory has Javadoc. */
class FunctionJavadocTest {
    private static final Pattern CLASS =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public final class", Pattern.DOTALL);
    private static final Pattern FACTORY =
            Pattern.compile("(\\*/)?\\n    public static (?:[A-Z][\\w.]*(?:\\[\\])?) ([a-z]\\w*)\\(");

    @Test
    void everyFunctionIsDescribed() {
        Map<String, List<String>> lacking = new TreeMap<>();
        Set<String> named = new TreeSet<>();
        int functions = 0;
        for (Map.Entry<String, String> source : sources().entrySet()) {
            if (!FACTORY.matcher(source.getValue()).find()) {
                continue;
            }
            functions++;
            Matcher matcher = CLASS.matcher(source.getValue());
            String text = matcher.find() ? matcher.group(1) : "";
            List<String> lacks = new ArrayList<>();
            for (String part : List.of("{@code ", "In: ", "Out: ", "Chainer")) {
                if (!text.contains(part)) {
                    lacks.add(part.trim());
                }
            }
            for (Matcher factory = FACTORY.matcher(source.getValue()); factory.find(); ) {
                if (factory.group(1) == null) {
                    lacks.add("Javadoc of " + factory.group(2));
                }
            }
            if (!lacks.isEmpty()) {
                lacking.put(source.getKey(), lacks);
            }
            Matcher names = Pattern.compile("F\\.(\\w+)").matcher(text);
            names.results().forEach(name -> named.add(name.group(1)));
        }
        assertThat(functions).isGreaterThan(150);
        assertThat(lacking).isEmpty();
        assertThat(named).hasSizeGreaterThan(200);
    }

    private static Map<String, String> sources() {
        String path = "src/main/java/org/chainer/functions";
        Path root = Stream.of(path, "../chainer-core/" + path)
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(file -> file.getParent().compareTo(root) != 0)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(file -> root.relativize(file).toString(), file -> read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
