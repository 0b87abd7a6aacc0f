package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that Python's json module wrote. */
class JsonTest {
    @Test
    void numbersHavePythonsDigits() {
        Map<Double, String> numbers = new LinkedHashMap<>();
        numbers.put(1.0, "1.0");
        numbers.put(0.1, "0.1");
        numbers.put(0.1 + 0.2, "0.30000000000000004");
        numbers.put(2e-3, "0.002");
        numbers.put(1e-4, "0.0001");
        numbers.put(1e-5, "1e-05");
        numbers.put(-1.5e-7, "-1.5e-07");
        numbers.put(123456789012345680.0, "1.2345678901234568e+17");
        numbers.put(1e15, "1000000000000000.0");
        numbers.put(1e16, "1e+16");
        numbers.put(1e22, "1e+22");
        numbers.put(1e100, "1e+100");
        numbers.put(5e-324, "5e-324");
        numbers.put(Double.MIN_NORMAL, "2.2250738585072014e-308");
        numbers.put(Double.MAX_VALUE, "1.7976931348623157e+308");
        numbers.put(2.2250738585072011e-308, "2.225073858507201e-308");
        numbers.put(100.0, "100.0");
        numbers.put(-0.0, "-0.0");
        numbers.put(0.0, "0.0");
        numbers.put(Double.NaN, "NaN");
        numbers.put(Double.NEGATIVE_INFINITY, "-Infinity");
        numbers.forEach((value, text) -> assertThat(Json.number(value)).isEqualTo(text));
    }

    @Test
    void numbersAreReadBackTheSame() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            assertThat(Double.parseDouble(Json.number(value))).isEqualTo(Double.valueOf(value));
        }
    }

    @Test
    void oneLineAndMany() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("a/b", 0.5);
        entry.put("é\"\n\u0001\u007f😀", 3L);
        entry.put("list", List.of(1, "x", List.of()));
        List<Object> log = new ArrayList<>(List.of(entry, Map.of()));

        assertThat(Json.line(log))
                .isEqualTo(
                        "[{\"a/b\": 0.5, \"\\u00e9\\\"\\n\\u0001\\u007f\\ud83d\\ude00\": 3, \"list\": [1, \"x\", []]}, {}]");
        assertThat(Json.lines(List.of())).isEqualTo("[]");
        assertThat(Json.lines(log)).isEqualTo("""
                [
                    {
                        "a/b": 0.5,
                        "\\u00e9\\"\\n\\u0001\\u007f\\ud83d\\ude00": 3,
                        "list": [
                            1,
                            "x",
                            []
                        ]
                    },
                    {}
                ]""");
    }
}
