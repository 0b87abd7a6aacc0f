package org.chainer.training.extensions;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainer.Chainer;
import org.chainer.DictSummary;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.array.NDArray;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Reports statistics of links' parameters and their gradients: mean, standard deviation, least, greatest, number of zeros, and percentiles that lie at −3σ … 3σ in a normal distribution.
 *
 * <p>Keys as Chainer's: {@code prefix/linkname/W/data/mean}; the percentiles' end in {@code percentile/0} to {@code percentile/6}. It takes them each time it runs and reports their means
 * when its own trigger fires.
 */
public final class ParameterStatistics implements Extension, Stateful {
    /** The percentages of the percentiles. */
    static final double[] SIGMAS = {0.13, 2.28, 15.87, 50, 84.13, 97.72, 99.87};

    private final List<Link> links;
    private final Map<String, Statistic> statistics = new LinkedHashMap<>();
    private boolean reportParams = true;
    private boolean reportGrads = true;
    private boolean skipNanParams;
    private String prefix;
    private Trigger trigger = Trigger.epochs(1);
    private DictSummary summary = new DictSummary();

    /** One number, or several, of an array's elements. */
    @FunctionalInterface
    public interface Statistic {
        /** Computes it from the elements in any order; the array must not be changed. */
        double[] of(double[] elements);
    }

    /** Statistics of links: one model, or several. */
    public ParameterStatistics(Link... links) {
        this.links = List.of(links);
        statistics.put("mean", x -> one(Arrays.stream(x).average().orElse(Double.NaN)));
        statistics.put("std", x -> one(Statistics.deviation(x)));
        statistics.put("min", x -> one(Arrays.stream(x).min().orElse(Double.NaN)));
        statistics.put("max", x -> one(Arrays.stream(x).max().orElse(Double.NaN)));
        statistics.put("zeros", x -> one(Arrays.stream(x).filter(v -> v == 0).count()));
        statistics.put("percentile", x -> Statistics.percentiles(x, SIGMAS));
    }

    private static double[] one(double value) {
        return new double[] {value};
    }

    /** Adds a statistic, or replaces one. */
    public ParameterStatistics registerStatistics(String name, Statistic statistic) {
        statistics.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(statistic, "statistic"));
        return this;
    }

    /** Leaves all statistics out that were not added by {@link #registerStatistics} after this. */
    public ParameterStatistics noStatistics() {
        statistics.clear();
        return this;
    }

    /** Whether parameters' values are looked at; they are if this is not called. */
    public ParameterStatistics reportParams(boolean report) {
        reportParams = report;
        return this;
    }

    /** Whether parameters' gradients are looked at; they are if this is not called. */
    public ParameterStatistics reportGrads(boolean report) {
        reportGrads = report;
        return this;
    }

    /** Reports NaN for arrays that have a NaN, without computing anything. */
    public ParameterStatistics skipNanParams(boolean skip) {
        skipNanParams = skip;
        return this;
    }

    /** What the keys begin with. */
    public ParameterStatistics prefix(String text) {
        prefix = text;
        return this;
    }

    /** When means are reported; each epoch by default. */
    public ParameterStatistics trigger(Trigger when) {
        trigger = Objects.requireNonNull(when, "trigger");
        return this;
    }

    @Override
    public String defaultName() {
        return "parameter_statistics";
    }

    @Override
    public int priority() {
        return PRIORITY_WRITER;
    }

    @Override
    public void run(Trainer trainer) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Link link : links) {
            String start = (prefix == null || prefix.isEmpty() ? "" : prefix + "/")
                    + (link.name() == null ? "None" : link.name());
            link.namedParams(false).forEach((path, parameter) -> collect(start + path, parameter, values));
        }
        summary.add(values);
        if (trigger.fire(trainer)) {
            Chainer.report(summary.mean(), null);
            summary = new DictSummary();
        }
    }

    private void collect(String key, Parameter parameter, Map<String, Double> values) {
        if (reportParams) {
            collect(key + "/data/", parameter.array(), values);
        }
        if (reportGrads && parameter.borrowGrad() != null) {
            collect(key + "/grad/", parameter.borrowGrad(), values);
        }
    }

    private void collect(String key, NDArray array, Map<String, Double> values) {
        double[] elements = array.toDoubleArray();
        boolean skip = skipNanParams && Arrays.stream(elements).anyMatch(Double::isNaN);
        statistics.forEach((name, statistic) -> {
            double[] result = skip ? new double[] {Double.NaN} : statistic.of(elements);
            for (int i = 0; i < result.length; i++) {
                values.put(key + name + (result.length > 1 ? "/" + i : ""), result[i]);
            }
        });
    }

    /** Hands over the sums since the last report, which Chainer forgets. */
    @Override
    public void serializeState(Serializer serializer) {
        trigger.serialize(serializer.child("trigger"));
        if (trigger instanceof Stateful stateful) {
            stateful.serializeState(serializer.child("trigger"));
        }
        summary.serialize(serializer.child("summary"));
    }
}
