package org.chainer.training.extensions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.chainer.DictSummary;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Plots means of observations over iterations or epochs into a PNG or SVG file in the output folder. It runs every iteration; its own trigger decides when a point is made and the picture
 * drawn. Where a mean is NaN or infinite its curve has a gap.
 */
public final class PlotReport implements Extension, Stateful {
    /** Above so many points markers would hide the line. */
    private static final int MOST_MARKERS = 50;

    private final List<String> yKeys;
    private final String xKey;
    private final String fileName;
    private Trigger trigger = Trigger.epochs(1);
    private String title;
    private String yLabel;
    private boolean logarithmic;
    private boolean grid = true;
    private boolean marker = true;
    private Consumer<Map<String, Double>> postprocess = point -> {};
    private final Map<String, Double> horizontalLines = new LinkedHashMap<>();
    private DictSummary summary = new DictSummary();
    private final Map<String, List<double[]>> series = new LinkedHashMap<>();

    /** A plot over iterations, called {@code plot.png}. */
    public PlotReport(String... yKeys) {
        this(List.of(yKeys), "iteration", "plot.png");
    }

    /**
     * A plot.
     *
     * @param yKeys observations, one curve each
     * @param xKey {@code iteration} or {@code epoch}
     * @param fileName ends in {@code .png} or {@code .svg}
     * @throws IllegalArgumentException if one of them is not so, or there are no observations
     */
    public PlotReport(List<String> yKeys, String xKey, String fileName) {
        if (!xKey.equals("iteration") && !xKey.equals("epoch")) {
            throw new IllegalArgumentException(
                    "PlotReport: the x axis is '" + xKey + "', expected 'iteration' or 'epoch'");
        }
        if (yKeys.isEmpty()) {
            throw new IllegalArgumentException("PlotReport: no observation was given, expected at least one");
        }
        this.yKeys = List.copyOf(yKeys);
        this.xKey = xKey;
        this.fileName = Figure.checkedName("PlotReport", fileName);
        yKeys.forEach(key -> series.put(key, new ArrayList<>()));
    }

    /** Whether PNG plots can be drawn on this machine; SVG plots always can. */
    public static boolean available() {
        return Figure.canDrawPixels();
    }

    /** When a point is made; each epoch by default. */
    public PlotReport trigger(Trigger when) {
        trigger = Objects.requireNonNull(when, "trigger");
        return this;
    }

    /** A title above the plot. */
    public PlotReport title(String text) {
        title = text;
        return this;
    }

    /** A label of the y axis; the observation's name by default, if there is one curve. */
    public PlotReport yLabel(String text) {
        yLabel = text;
        return this;
    }

    /** A logarithmic y axis; points that are not positive are left out. */
    public PlotReport logarithmic() {
        logarithmic = true;
        return this;
    }

    /** Whether there is a grid; there is one by default. */
    public PlotReport grid(boolean show) {
        grid = show;
        return this;
    }

    /** Whether points are marked; they are by default, as long as there are few. */
    public PlotReport marker(boolean show) {
        marker = show;
        return this;
    }

    /** Changes the means before they become points, to add a value computed from others. */
    public PlotReport postprocess(Consumer<Map<String, Double>> change) {
        postprocess = Objects.requireNonNull(change, "postprocess");
        return this;
    }

    /** A line at a fixed height, to compare with. */
    public PlotReport line(String label, double y) {
        horizontalLines.put(label, y);
        return this;
    }

    @Override
    public void initialize(Trainer trainer) {
        Leftovers.remove(trainer.out(), Pattern.quote(fileName));
    }

    @Override
    public void run(Trainer trainer) {
        summary.add(trainer.observation());
        if (!trainer.isBeforeTraining() && !trigger.fire(trainer)) {
            return;
        }
        Map<String, Double> means = new LinkedHashMap<>(summary.mean());
        postprocess.accept(means);
        double x = xKey.equals("iteration")
                ? trainer.updater().iteration()
                : trainer.updater().epochDetail();
        for (String key : yKeys) {
            Double y = means.get(key);
            if (y != null) {
                series.get(key).add(new double[] {x, y});
            }
        }
        summary = new DictSummary();
        draw(trainer.out().resolve(fileName));
    }

    private void draw(Path path) {
        Plot plot = new Plot(title, xKey, yLabel(), logarithmic, grid);
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        int color = 0;
        for (Map.Entry<String, List<double[]>> entry : series.entrySet()) {
            List<double[]> points = entry.getValue();
            if (!points.isEmpty()) {
                plot.curve(
                        entry.getKey(),
                        points.stream().mapToDouble(p -> p[0]).toArray(),
                        points.stream().mapToDouble(p -> p[1]).toArray(),
                        Plot.COLORS[color % Plot.COLORS.length],
                        marker && points.size() <= MOST_MARKERS);
                first = Math.min(first, points.get(0)[0]);
                last = Math.max(last, points.get(points.size() - 1)[0]);
            }
            color++;
        }
        if (plot.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Double> line : horizontalLines.entrySet()) {
            double[] y = {line.getValue(), line.getValue()};
            plot.curve(
                    line.getKey(),
                    new double[] {first, last},
                    y,
                    Plot.COLORS[color++ % Plot.COLORS.length],
                    false,
                    6,
                    4);
        }
        Figure.write(path, Figure.WIDTH, Figure.HEIGHT, List.of(List.of(plot)));
    }

    private String yLabel() {
        if (yLabel != null) {
            return yLabel;
        }
        return yKeys.size() == 1 ? yKeys.get(0) : "value";
    }

    /** Hands the points over, as JSON under a key with the file's name. */
    @Override
    public void serialize(Serializer serializer) {
        String text = serializer.text("_plot_" + fileName, serializer.isReader() ? null : Json.line(points()));
        if (serializer.isReader() && text != null && !text.isEmpty()) {
            Map<String, List<double[]>> saved = parse(text);
            series.replaceAll((key, points) -> new ArrayList<>(saved.getOrDefault(key, List.of())));
        }
    }

    /** Iterations and whole epochs are whole numbers, as Chainer's. */
    private Map<String, List<List<Object>>> points() {
        Map<String, List<List<Object>>> result = new LinkedHashMap<>();
        series.forEach((key, points) -> result.put(
                key,
                points.stream()
                        .map(p -> List.<Object>of(p[0] == Math.rint(p[0]) ? (Object) (long) p[0] : p[0], p[1]))
                        .toList()));
        return result;
    }

    private Map<String, List<double[]>> parse(String text) {
        try {
            return Json.READER.readValue(text, new TypeReference<Map<String, List<double[]>>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "PlotReport: the snapshot's points of " + fileName + " cannot be understood: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /** Hands over the sums since the last point and the state of the trigger within, which Chainer forgets. */
    @Override
    public void serializeState(Serializer serializer) {
        trigger.serialize(serializer.child("trigger"));
        if (trigger instanceof Stateful stateful) {
            stateful.serializeState(serializer.child("trigger"));
        }
        summary.serialize(serializer.child("summary"));
    }
}
