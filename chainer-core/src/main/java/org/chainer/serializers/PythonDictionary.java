package org.chainer.serializers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the literal of a Python dictionary whose keys are texts and whose values are texts, bools and tuples of integers that are not negative. */
final class PythonDictionary {
    private final String text;
    private int at;

    private PythonDictionary(String text) {
        this.text = text;
    }

    /**
     * Values by key: {@link String}, {@link Boolean} or {@code long[]}.
     *
     * @throws SerializationException if the text is anything else
     */
    static Map<String, Object> parse(String text) {
        PythonDictionary parser = new PythonDictionary(text);
        Map<String, Object> values = new LinkedHashMap<>();
        parser.expect('{');
        while (!parser.accept('}')) {
            String key = parser.string();
            parser.expect(':');
            if (values.put(key, parser.value()) != null) {
                throw parser.failure("'" + key + "' is there twice");
            }
            if (!parser.accept(',')) {
                parser.expect('}');
                break;
            }
        }
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.failure("the end");
        }
        return values;
    }

    private Object value() {
        if (accept('(')) {
            skipSpace();
            return integers();
        }
        if (word("True")) {
            return true;
        }
        return word("False") ? Boolean.FALSE : string();
    }

    private long[] integers() {
        List<Long> found = new ArrayList<>();
        while (!accept(')')) {
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (at == start || at - start > 18) {
                throw failure("an integer of at most 18 digits");
            }
            found.add(Long.parseLong(text, start, at, 10));
            word("L"); // Python 2 wrote long integers so
            if (!accept(',')) {
                expect(')');
                break;
            }
            skipSpace();
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    private String string() {
        expect('\'');
        int end = text.indexOf('\'', at);
        if (end < 0 || text.substring(at, end).contains("\\")) {
            throw failure("a text in single quotes");
        }
        String found = text.substring(at, end);
        at = end + 1;
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw failure("'" + wanted + "'");
        }
    }

    private boolean word(String wanted) {
        if (text.startsWith(wanted, at)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    private SerializationException failure(String expected) {
        String rest = text.substring(Math.min(at, text.length()));
        return new SerializationException("its npy header is not understood: expected " + expected + " at '"
                + rest.substring(0, Math.min(rest.length(), 60)).strip() + "'");
    }
}
