package org.chainer.training.extensions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.training.extensions.Canvas.Anchor;
import org.chainer.training.extensions.Canvas.Stroke;

/** One diagram: curves and bands over an x axis, with labelled axes and a legend below. */
final class Plot {
    /** Blue, orange, green, red, …: colours that can be told apart, those of matplotlib. */
    static final int[] COLORS = {
        0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22, 0x17becf
    };

    private static final double TEXT = 12;
    private static final double SMALL_TEXT = 11;
    private static final double LINE_HEIGHT = 17;
    private static final double MARGIN = 10;
    private static final double SWATCH = 22;
    private static final Stroke FRAME = new Stroke(0x808080, 1);
    private static final Stroke GRID = new Stroke(0xe0e0e0, 1);

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final boolean grid;
    private final Axis xAxis = new Axis(false);
    private final Axis yAxis;
    private final List<Part> parts = new ArrayList<>();

    /**
     * A curve or a band.
     *
     * @param name in the legend; null for none
     * @param high upper edge of a band, null for a curve
     */
    private record Part(
            String name,
            double[] x,
            double[] y,
            double[] high,
            int color,
            double opacity,
            Stroke stroke,
            boolean dots) {}

    Plot(String title, String xLabel, String yLabel, boolean logarithmic, boolean grid) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.grid = grid;
        this.yAxis = new Axis(logarithmic);
    }

    /** Adds a curve, which has gaps where its y is no number that can be drawn. */
    void curve(String name, double[] x, double[] y, int color, boolean dots, double... dashes) {
        add(new Part(name, x, y, null, color, 1, new Stroke(color, dashes.length == 0 ? 1.5 : 1.2, dashes), dots));
    }

    /** Adds the area between two curves. */
    void band(String name, double[] x, double[] low, double[] high, int color, double opacity) {
        yAxis.include(high);
        add(new Part(name, x, low, high, color, opacity, null, false));
    }

    private void add(Part part) {
        xAxis.include(part.x);
        yAxis.include(part.y);
        if (Arrays.stream(part.y).anyMatch(yAxis::canShow)) {
            parts.add(part);
        }
    }

    /** Whether there is nothing that can be drawn. */
    boolean isEmpty() {
        return yAxis.isEmpty();
    }

    void draw(Canvas canvas, double left, double top, double width, double height) {
        boolean empty = isEmpty();
        xAxis.widen(0.03);
        yAxis.widen(0.05);
        List<List<Part>> legend = legend(canvas, width - 2 * MARGIN);
        double titleHeight = title == null ? 0 : LINE_HEIGHT + 4;
        double y0 = top + MARGIN + titleHeight;
        double y1 = top + height - MARGIN - legend.size() * LINE_HEIGHT - 2 * LINE_HEIGHT - 4;
        List<Axis.Tick> yTicks = yAxis.ticks((int) Math.max((y1 - y0) / 30, 2));
        double labels = yTicks.stream()
                .mapToDouble(tick -> canvas.textWidth(tick.label(), SMALL_TEXT))
                .max()
                .orElse(0);
        double x0 = left + MARGIN + LINE_HEIGHT + labels + 8;
        double x1 = left + width - MARGIN - 8;
        if (title != null) {
            canvas.text((x0 + x1) / 2, top + MARGIN + TEXT, title, TEXT + 2, true, Anchor.MIDDLE);
        }
        drawAxes(canvas, x0, y0, x1, y1, yTicks);
        canvas.text((x0 + x1) / 2, y1 + 2 * LINE_HEIGHT - 2, xLabel, TEXT, false, Anchor.MIDDLE);
        canvas.textUpwards(left + MARGIN + TEXT, (y0 + y1) / 2, yLabel, TEXT);
        canvas.clip(x0, y0, x1 - x0, y1 - y0);
        parts.forEach(part -> drawPart(canvas, part, x0, y0, x1, y1));
        canvas.unclip();
        if (empty) {
            canvas.text((x0 + x1) / 2, (y0 + y1) / 2, "no data", TEXT, false, Anchor.MIDDLE);
        }
        double y = y1 + 3 * LINE_HEIGHT;
        for (List<Part> row : legend) {
            drawLegend(canvas, row, left + width / 2, y);
            y += LINE_HEIGHT;
        }
    }

    private void drawAxes(Canvas canvas, double x0, double y0, double x1, double y1, List<Axis.Tick> yTicks) {
        double widestX = xAxis.ticks(2).stream()
                .mapToDouble(tick -> canvas.textWidth(tick.label(), SMALL_TEXT))
                .max()
                .orElse(0);
        for (Axis.Tick tick : xAxis.ticks((int) Math.max((x1 - x0) / Math.max(50, 2 * widestX), 1))) {
            double x = x0 + tick.position() * (x1 - x0);
            if (grid) {
                canvas.line(new double[] {x, x}, new double[] {y0, y1}, GRID);
            }
            canvas.line(new double[] {x, x}, new double[] {y1, y1 + 4}, FRAME);
            canvas.text(x, y1 + LINE_HEIGHT - 1, tick.label(), SMALL_TEXT, false, Anchor.MIDDLE);
        }
        for (Axis.Tick tick : yTicks) {
            double y = y1 - tick.position() * (y1 - y0);
            if (grid) {
                canvas.line(new double[] {x0, x1}, new double[] {y, y}, GRID);
            }
            canvas.line(new double[] {x0 - 4, x0}, new double[] {y, y}, FRAME);
            canvas.text(x0 - 7, y + 4, tick.label(), SMALL_TEXT, false, Anchor.END);
        }
        canvas.line(new double[] {x0, x1, x1, x0, x0}, new double[] {y0, y0, y1, y1, y0}, FRAME);
    }

    private void drawPart(Canvas canvas, Part part, double x0, double y0, double x1, double y1) {
        int start = 0;
        for (int i = 0; i <= part.x.length; i++) {
            boolean gap = i == part.x.length
                    || !yAxis.canShow(part.y[i])
                    || part.high != null && !yAxis.canShow(part.high[i]);
            if (gap && i > start) {
                drawRun(canvas, part, start, i, x0, y0, x1, y1);
            }
            start = gap ? i + 1 : start;
        }
    }

    private void drawRun(Canvas canvas, Part part, int from, int to, double x0, double y0, double x1, double y1) {
        double[] x = Arrays.stream(part.x, from, to)
                .map(v -> x0 + xAxis.position(v) * (x1 - x0))
                .toArray();
        double[] y = onCanvas(part.y, from, to, y0, y1);
        if (part.high != null) {
            double[] high = onCanvas(part.high, from, to, y0, y1);
            canvas.polygon(there(x, x), there(y, high), part.color, part.opacity);
            return;
        }
        canvas.line(x, y, part.stroke);
        if (part.dots || x.length == 1) {
            for (int i = 0; i < x.length; i++) {
                canvas.dot(x[i], y[i], 3, part.color);
            }
        }
    }

    private double[] onCanvas(double[] values, int from, int to, double y0, double y1) {
        return Arrays.stream(values, from, to)
                .map(v -> y1 - yAxis.position(v) * (y1 - y0))
                .toArray();
    }

    /** One list of coordinates, then another one backwards. */
    private static double[] there(double[] first, double[] back) {
        double[] result = Arrays.copyOf(first, first.length + back.length);
        for (int i = 0; i < back.length; i++) {
            result[first.length + i] = back[back.length - 1 - i];
        }
        return result;
    }

    private List<List<Part>> legend(Canvas canvas, double width) {
        List<List<Part>> rows = new ArrayList<>();
        double used = width;
        for (Part part : parts) {
            if (part.name != null) {
                double entry = entryWidth(canvas, part);
                if (used + entry > width) {
                    rows.add(new ArrayList<>());
                    used = 0;
                }
                rows.get(rows.size() - 1).add(part);
                used += entry;
            }
        }
        return rows;
    }

    private static double entryWidth(Canvas canvas, Part part) {
        return SWATCH + 6 + canvas.textWidth(part.name, TEXT) + 16;
    }

    private static void drawLegend(Canvas canvas, List<Part> row, double middle, double y) {
        double x = middle
                - row.stream().mapToDouble(part -> entryWidth(canvas, part)).sum() / 2
                + 8;
        for (Part part : row) {
            if (part.high != null) {
                double[] boxX = {x, x + SWATCH, x + SWATCH, x};
                double[] boxY = {y - 9, y - 9, y + 1, y + 1};
                canvas.polygon(boxX, boxY, part.color, part.opacity);
            } else {
                canvas.line(new double[] {x, x + SWATCH}, new double[] {y - 4, y - 4}, part.stroke);
                if (part.dots) {
                    canvas.dot(x + SWATCH / 2, y - 4, 3, part.color);
                }
            }
            canvas.text(x + SWATCH + 6, y, part.name, TEXT, false, Anchor.START);
            x += entryWidth(canvas, part);
        }
    }
}
