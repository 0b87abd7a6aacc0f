package org.chainer.datasets;

/** Strings as Python's oldest pickles write them. */
final class PickleText {

    private PickleText() {}

    /** What Python's {@code repr} of a string stands for. */
    static String quoted(String literal) {
        char quote = literal.charAt(0);
        int last = literal.length() - 1;
        if (last < 1 || quote != '\'' && quote != '"' || literal.charAt(last) != quote) {
            throw new IllegalArgumentException("a string in quotes was expected, got " + literal);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < last; i++) {
            char c = literal.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = literal.charAt(++i);
            switch (c) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'x' -> {
                    text.append((char) Integer.parseInt(literal.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    /** What Python's {@code repr} of a float stands for. */
    static double decimal(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /** What Python's raw-unicode-escape encoding stands for. */
    static String unicodeEscaped(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            boolean narrow = escaped.startsWith("\\u", i);
            boolean wide = escaped.startsWith("\\U", i);
            if (narrow || wide) {
                int digits = narrow ? 4 : 8;
                text.appendCodePoint(Integer.parseInt(escaped.substring(i + 2, i + 2 + digits), 16));
                i += 1 + digits;
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
