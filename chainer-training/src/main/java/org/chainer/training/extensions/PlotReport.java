package org.chainer.training.extensions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.DictSummary;
import org.chainer.Serializer;
import org.chainer.array.NDArray;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Plots means of observations over iterations or epochs into a PNG file in the output folder. It runs every iteration; its own trigger decides when a point is made and the
 * picture drawn.
 */
public final class PlotReport implements Extension {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;

    private final List<String> yKeys;
    private final String xKey;
    private final String fileName;
    private Trigger trigger = Trigger.epochs(1);
    private String title;
    private boolean logarithmic;
    private java.util.function.Consumer<Map<String, Double>> postprocess = point -> {};
    private Map<String, Double> horizontalLines = new LinkedHashMap<>();
    private DictSummary summary = new DictSummary();
    private final Map<String, List<double[]>> series = new LinkedHashMap<>();

    /**
     * A plot.
     *
     * @param yKeys observations, one curve each
     * @param xKey {@code iteration} or {@code epoch}
     */
    public PlotReport(List<String> yKeys, String xKey, String fileName) {
        if (!xKey.equals("iteration") && !xKey.equals("epoch")) {
            throw new IllegalArgumentException(
                    "PlotReport: the x axis is '" + xKey + "', expected 'iteration' or 'epoch'");
        }
        this.yKeys = List.copyOf(yKeys);
        this.xKey = xKey;
        this.fileName = fileName;
        yKeys.forEach(key -> series.put(key, new ArrayList<>()));
    }

    /** When a point is made; each epoch by default. */
    public PlotReport trigger(Trigger when) {
        trigger = when;
        return this;
    }

    /** A title above the plot. */
    public PlotReport title(String text) {
        title = text;
        return this;
    }

    /** A logarithmic y axis. */
    public PlotReport logarithmic() {
        logarithmic = true;
        return this;
    }

    /** Changes the means before they become points, to add a value computed from others. */
    public PlotReport postprocess(java.util.function.Consumer<Map<String, Double>> change) {
        postprocess = change;
        return this;
    }

    /** A line at a fixed height, to compare with. */
    public PlotReport line(String label, double y) {
        horizontalLines.put(label, y);
        return this;
    }

    @Override
    public void run(Trainer trainer) {
        summary.add(trainer.observation());
        if (!trigger.fire(trainer)) {
            return;
        }
        Map<String, Double> means = new LinkedHashMap<>(summary.mean());
        postprocess.accept(means);
        double x = xKey.equals("iteration")
                ? trainer.updater().iteration()
                : trainer.updater().epochDetail();
        for (String key : yKeys) {
            Double y = means.get(key);
            if (y != null && Double.isFinite(y)) {
                series.get(key).add(new double[] {x, y});
            }
        }
        summary = new DictSummary();
        draw(trainer);
    }

    private void draw(Trainer trainer) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xKey)
                .title(title == null ? "" : title)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, List<double[]>> entry : series.entrySet()) {
            List<double[]> points = entry.getValue();
            if (!points.isEmpty()) {
                chart.addSeries(
                        entry.getKey(),
                        points.stream().mapToDouble(p -> p[0]).toArray(),
                        points.stream().mapToDouble(p -> p[1]).toArray());
                first = Math.min(first, points.get(0)[0]);
                last = Math.max(last, points.get(points.size() - 1)[0]);
            }
        }
        if (chart.getSeriesMap().isEmpty()) {
            return;
        }
        for (Map.Entry<String, Double> line : horizontalLines.entrySet()) {
            chart.addSeries(line.getKey(), new double[] {first, last}, new double[] {line.getValue(), line.getValue()})
                    .setMarker(SeriesMarkers.NONE);
        }
        try {
            AtomicFile.write(trainer.out().resolve(fileName), BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the plot " + trainer.out().resolve(fileName).toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    @Override
    public void serialize(Serializer serializer) {
        trigger.serialize(serializer.child("_trigger"));
        summary.serialize(serializer.child("_summary"));
        int i = 0;
        for (Map.Entry<String, List<double[]>> entry : series.entrySet()) {
            List<double[]> points = entry.getValue();
            String key = "_series_" + i++;
            if (!serializer.isReader()) {
                serializer.array(
                        key, NDArray.from(points.isEmpty() ? new double[0][2] : points.toArray(double[][]::new)));
            } else if (serializer.has(key)) {
                NDArray saved = serializer.array(key, null);
                if (saved != null) {
                    replace(points, saved.toDoubleArray());
                }
            }
        }
    }

    private static void replace(List<double[]> points, double[] flat) {
        points.clear();
        for (int p = 0; p + 1 < flat.length; p += 2) {
            points.add(new double[] {flat[p], flat[p + 1]});
        }
    }
}
