package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@link F} has every name of {@code chainer.functions}, in Java's case. */
class FunctionNamesTest {

    @Test
    void everyFunctionOfChainerIsThere() throws IOException {
        Set<String> wanted = new TreeSet<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(getClass().getResourceAsStream("names.txt"), StandardCharsets.UTF_8))) {
            reader.lines()
                    .flatMap(line ->
                            Arrays.stream(line.substring(line.indexOf(':') + 2).split(" ")))
                    .map(FunctionNamesTest::inJavasCase)
                    .forEach(wanted::add);
        }
        assertThat(wanted).hasSizeGreaterThan(200);
        Set<String> present = Arrays.stream(F.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        wanted.removeAll(present);
        assertThat(wanted).as("names of Chainer without a method in F").isEmpty();
    }

    private static String inJavasCase(String name) {
        Matcher letters = Pattern.compile("_([a-z0-9])").matcher(name);
        return letters.replaceAll(match -> match.group(1).toUpperCase(java.util.Locale.ROOT));
    }
}
