package org.chainer.array;

import java.util.ArrayList;
import java.util.List;

/** Reads NumPy's notation of an index. */
final class SliceParser {
    private SliceParser() {}

    static Slice[] parse(String text) {
        List<Slice> items = new ArrayList<>();
        List<String> parts = split(text);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).trim();
            boolean afterLastComma = i == parts.size() - 1 && i > 0;
            if (part.isEmpty() && afterLastComma) {
                break;
            }
            items.add(item(part, text));
        }
        return items.toArray(Slice[]::new);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static Slice item(String part, String text) {
        switch (part) {
            case "..." -> {
                return Slice.ellipsis();
            }
            case "None", "newaxis", "np.newaxis" -> {
                return Slice.newAxis();
            }
            default -> {}
        }
        if (part.startsWith("[") && part.endsWith("]")) {
            return indices(part.substring(1, part.length() - 1).trim(), text);
        }
        String[] bounds = part.split(":", -1);
        if (bounds.length == 1) {
            return Slice.at(number(part, text));
        }
        if (bounds.length > 3) {
            throw wrong(part, text);
        }
        Long step = bounds.length == 3 ? bound(bounds[2], text) : null;
        return Slice.range(bound(bounds[0], text), bound(bounds[1], text), step == null ? 1 : step);
    }

    private static Slice indices(String inner, String text) {
        String[] numbers = inner.isEmpty() ? new String[0] : inner.split(",", -1);
        long[] values = new long[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(numbers[i].trim(), text);
        }
        return Slice.indices(NDArray.of(values));
    }

    private static Long bound(String bound, String text) {
        return bound.isBlank() ? null : number(bound.trim(), text);
    }

    private static long number(String number, String text) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw wrong(number, text);
        }
    }

    private static IllegalArgumentException wrong(String part, String text) {
        return new IllegalArgumentException("index \"" + text + "\": '" + part
                + "' is not understood; expected items such as 2, 1:3, ::-1, ..., None or [0, 2], separated by commas");
    }
}
