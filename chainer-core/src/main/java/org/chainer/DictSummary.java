package org.chainer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.array.NDArray;

/** Online statistics of dictionaries of numbers. What is no number is left out; each key counts only the dictionaries that have it. */
public final class DictSummary implements Serializer.Serializable {
    private final Map<String, Summary> summaries = new LinkedHashMap<>();

    /** A summary of nothing. */
    public DictSummary() {}

    /** Adds the numbers, variables and arrays with one element of a dictionary. */
    public void add(Map<String, ?> values) {
        add(values, 1);
    }

    /** Adds a dictionary's numbers with a weight. */
    public void add(Map<String, ?> values, double weight) {
        values.forEach((key, value) -> {
            Double number = number(value);
            if (number != null) {
                summaries.computeIfAbsent(key, k -> new Summary()).add(number, weight);
            }
        });
    }

    private static Double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        NDArray array = value instanceof Variable variable ? variable.array() : value instanceof NDArray a ? a : null;
        return array != null && array.size() == 1 && array.rank() == 0 ? (Double) array.item() : null;
    }

    /** The means by key. */
    public Map<String, Double> mean() {
        Map<String, Double> result = new LinkedHashMap<>();
        summaries.forEach((key, summary) -> result.put(key, summary.mean()));
        return result;
    }

    /** The means by key, and the standard deviations by key with {@code .std}. */
    public Map<String, Double> statistics() {
        Map<String, Double> result = new LinkedHashMap<>();
        summaries.forEach((key, summary) -> {
            result.put(key, summary.mean());
            result.put(key + ".std", summary.std());
        });
        return result;
    }

    /** Hands the summaries over: their names as JSON under {@code _names}, each under its position. */
    @Override
    public void serialize(Serializer serializer) {
        if (serializer.isReader()) {
            Map<String, Summary> read = new LinkedHashMap<>();
            for (String key : JsonNames.parse(serializer.text("_names", JsonNames.write(summaries.keySet())))) {
                Summary summary = summaries.getOrDefault(key, new Summary());
                summary.serialize(serializer.child("_summaries").child(Integer.toString(read.size())));
                read.put(key, summary);
            }
            summaries.clear();
            summaries.putAll(read);
            return;
        }
        serializer.text("_names", JsonNames.write(summaries.keySet()));
        int i = 0;
        for (Summary summary : summaries.values()) {
            summary.serialize(serializer.child("_summaries").child(Integer.toString(i++)));
        }
    }
}
