package org.chainer.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Lines in the unit square, the way a pen draws them; the y axis points down. */
final class Strokes {

    private static final int POINTS_PER_CURVE = 6;

    private final List<double[][]> lines = new ArrayList<>();

    /** Adds a stroke with corners at the given points x0, y0, x1, y1, … */
    Strokes line(double... points) {
        lines.add(pairs(points));
        return this;
    }

    /** Adds a smooth stroke through the given points (a Catmull-Rom spline). */
    Strokes curve(double... points) {
        lines.add(smooth(pairs(points)));
        return this;
    }

    private static double[][] pairs(double[] points) {
        double[][] pairs = new double[points.length / 2][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new double[] {points[2 * i], points[2 * i + 1]};
        }
        return pairs;
    }

    private static double[][] smooth(double[][] p) {
        List<double[]> out = new ArrayList<>();
        for (int i = 0; i + 1 < p.length; i++) {
            double[] before = p[Math.max(0, i - 1)];
            double[] after = p[Math.min(p.length - 1, i + 2)];
            for (int k = 0; k < POINTS_PER_CURVE; k++) {
                double t = (double) k / POINTS_PER_CURVE;
                out.add(new double[] {
                    spline(before[0], p[i][0], p[i + 1][0], after[0], t),
                    spline(before[1], p[i][1], p[i + 1][1], after[1], t)
                });
            }
        }
        out.add(p[p.length - 1]);
        return out.toArray(double[][]::new);
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return b + t * ((c - a) + t * ((2 * a - 5 * b + 4 * c - d) + t * (3 * (b - c) + d - a))) / 2;
    }

    /** The same strokes by an unsteady hand: moved, turned, sheared, stretched and bent at random. */
    Strokes distorted(Random random) {
        double angle = 0.14 * random.nextGaussian();
        double shear = 0.15 * random.nextGaussian();
        double wide = 0.75 + 0.35 * random.nextDouble();
        double high = 0.85 + 0.2 * random.nextDouble();
        double moveX = 0.05 * random.nextGaussian();
        double moveY = 0.05 * random.nextGaussian();
        double[] bends = random.doubles(4).map(x -> 6.28 * x).toArray();
        double bendX = 0.04 * random.nextGaussian();
        double bendY = 0.04 * random.nextGaussian();
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        Strokes result = new Strokes();
        for (double[][] line : lines) {
            double[][] moved = new double[line.length][];
            for (int i = 0; i < line.length; i++) {
                double x = line[i][0] - 0.5;
                double y = line[i][1] - 0.5;
                double bentX = wide * (x + shear * y + bendX * StrictMath.sin(6 * y + bends[0] + x * bends[1]));
                double bentY = high * (y + bendY * StrictMath.sin(6 * x + bends[2] + y * bends[3]));
                moved[i] =
                        new double[] {0.5 + moveX + cos * bentX - sin * bentY, 0.5 + moveY + sin * bentX + cos * bentY};
            }
            result.lines.add(moved);
        }
        return result;
    }

    /**
     * Draws in white on a black square.
     *
     * @param size pixels of a side
     * @param margin pixels around the unit square
     * @param width of the pen in pixels
     * @param white the brightest value
     * @return pixels row by row, as unsigned bytes
     */
    byte[] draw(int size, double margin, double width, int white) {
        double[] distances = new double[size * size];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        double scale = size - 2 * margin;
        double reach = width / 2 + 1;
        for (double[][] line : lines) {
            for (int i = 0; i + 1 < line.length; i++) {
                double ax = margin + scale * line[i][0];
                double ay = margin + scale * line[i][1];
                double bx = margin + scale * line[i + 1][0];
                double by = margin + scale * line[i + 1][1];
                int top = (int) Math.max(0, Math.min(ay, by) - reach);
                int bottom = (int) Math.min(size - 1.0, Math.max(ay, by) + reach);
                int left = (int) Math.max(0, Math.min(ax, bx) - reach);
                int right = (int) Math.min(size - 1.0, Math.max(ax, bx) + reach);
                for (int row = top; row <= bottom; row++) {
                    for (int column = left; column <= right; column++) {
                        int at = row * size + column;
                        distances[at] =
                                Math.min(distances[at], squaredDistance(column + 0.5, row + 0.5, ax, ay, bx, by));
                    }
                }
            }
        }
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < pixels.length; i++) {
            double covered = Math.max(0, Math.min(1, width / 2 + 0.5 - Math.sqrt(distances[i])));
            pixels[i] = (byte) (white * covered + 0.5);
        }
        return pixels;
    }

    private static double squaredDistance(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
        double ex = x - ax - t * dx;
        double ey = y - ay - t * dy;
        return ex * ex + ey * ey;
    }
}
