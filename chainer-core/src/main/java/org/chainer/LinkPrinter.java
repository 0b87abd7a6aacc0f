package org.chainer;

import java.util.Map;
import java.util.stream.Collectors;

/** Text of links with children: one child a line, indented. */
final class LinkPrinter {
    private LinkPrinter() {}

    static String print(String type, Map<String, ?> children, boolean unquoted) {
        if (children.isEmpty()) {
            return type + "()";
        }
        return children.entrySet().stream()
                .map(e -> "  (" + e.getKey() + "): " + e.getValue().toString().replace("\n", "\n  ") + ",\n")
                .collect(Collectors.joining("", type + "(\n", ")"));
    }
}
