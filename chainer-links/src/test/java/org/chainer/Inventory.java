package org.chainer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chainer's names, and what they are called here: {@code links-inventory.txt}. */
public final class Inventory {
    private Inventory() {}

    /** The lines of a section: Chainer's name, and classes or methods here. */
    public static Map<String, List<String>> section(String title) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.startsWith("#")) {
                inside = line.equals("# " + title);
            } else if (inside && !line.isBlank()) {
                List<String> columns = List.of(line.trim().split(" +"));
                result.put(columns.get(0), columns.subList(1, columns.size()));
            }
        }
        return result;
    }

    /** Chainer's names of a section. */
    public static List<String> names(String title) {
        return new ArrayList<>(section(title).keySet());
    }

    private static List<String> lines() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Inventory.class.getResourceAsStream("/links-inventory.txt"), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
