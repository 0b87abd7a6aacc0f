package org.chainer.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters of tests, all with all. Chainer: {@code testing.product} and {@code testing.product_dict}. */
public final class Combinations {
    private Combinations() {}

    /** For names with possible values, all choices of one value for each; the last name's values change fastest. */
    public static List<Map<String, Object>> product(Map<String, ? extends List<?>> values) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (Map.Entry<String, ? extends List<?>> entry : values.entrySet()) {
            List<Map<String, Object>> choices = new ArrayList<>();
            entry.getValue().forEach(value -> {
                Map<String, Object> choice = new LinkedHashMap<>();
                choice.put(entry.getKey(), value);
                choices.add(choice);
            });
            all = productDict(List.of(all, choices));
        }
        return all;
    }

    /** All unions of one map of each list; where names are equal, the later list's value counts. */
    public static List<Map<String, Object>> productDict(List<? extends List<? extends Map<String, ?>>> lists) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(new LinkedHashMap<>());
        for (List<? extends Map<String, ?>> list : lists) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> start : all) {
                for (Map<String, ?> end : list) {
                    Map<String, Object> union = new LinkedHashMap<>(start);
                    union.putAll(end);
                    longer.add(union);
                }
            }
            all = longer;
        }
        return all;
    }
}
