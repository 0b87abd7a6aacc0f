package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** The grids laid over regions of interest in planes. */
final class RegionGrid {
    private final int height;
    private final int width;
    private final int rows;
    private final int columns;
    private final double[] corners;
    private final int[] examples;

    /**
     * @param x (batch, channels, height, width)
     * @param y (regions, channels, rows, columns)
     */
    RegionGrid(NDArray x, NDArray y, NDArray regions, NDArray examples, double scale) {
        height = (int) x.dim(2);
        width = (int) x.dim(3);
        rows = (int) y.dim(2);
        columns = (int) y.dim(3);
        corners = HostArray.doubles(regions);
        for (int i = 0; i < corners.length; i++) {
            corners[i] *= scale;
        }
        this.examples = examples(examples, x.dim(0));
    }

    /** The examples' numbers, checked. */
    static int[] examples(NDArray examples, long batch) {
        long[] values = HostArray.longs(examples);
        int[] result = new int[values.length];
        for (int i = 0; i < result.length; i++) {
            if (values[i] < 0 || values[i] >= batch) {
                throw new IndexOutOfBoundsException(
                        "region of interest " + i + " is in example " + values[i] + " of a batch of " + batch);
            }
            result[i] = (int) values[i];
        }
        return result;
    }

    /** What is done for a cell of the grid: a rectangle of whole elements. */
    interface CellAction {
        void apply(int region, int example, int cell, int top, int bottom, int left, int right);
    }

    /** Visits every cell that is not empty; bottom and right are exclusive. */
    void eachCell(boolean inclusive, CellAction action) {
        for (int region = 0; region < examples.length; region++) {
            double top = Math.rint(corners[4 * region]);
            double left = Math.rint(corners[4 * region + 1]);
            double cellHeight = Math.max(Math.rint(corners[4 * region + 2]) - top + (inclusive ? 1 : 0), 1) / rows;
            double cellWidth = Math.max(Math.rint(corners[4 * region + 3]) - left + (inclusive ? 1 : 0), 1) / columns;
            for (int cell = 0; cell < rows * columns; cell++) {
                int row = cell / columns;
                int column = cell % columns;
                int from = clamp(Math.floor(row * cellHeight) + top, height);
                int to = clamp(Math.ceil((row + 1) * cellHeight) + top, height);
                int start = clamp(Math.floor(column * cellWidth) + left, width);
                int end = clamp(Math.ceil((column + 1) * cellWidth) + left, width);
                if (from < to && start < end) {
                    action.apply(region, examples[region], cell, from, to, start, end);
                }
            }
        }
    }

    private static int clamp(double place, int length) {
        return (int) Math.min(Math.max(place, 0), length);
    }

    /** What is done for a sample of a cell. */
    interface SampleAction {
        void apply(int region, int example, int cell, int sample, int samples, BilinearPoint point);
    }

    /** Visits every sample that is not outside the plane. */
    void eachSample(int[] samples, SampleAction action) {
        BilinearPoint point = new BilinearPoint();
        for (int region = 0; region < examples.length; region++) {
            double top = corners[4 * region];
            double left = corners[4 * region + 1];
            double cellHeight = Math.max(corners[4 * region + 2] - top, 1) / rows;
            double cellWidth = Math.max(corners[4 * region + 3] - left, 1) / columns;
            int down = samples[0] > 0 ? samples[0] : (int) Math.ceil(cellHeight);
            int across = samples[1] > 0 ? samples[1] : (int) Math.ceil(cellWidth);
            for (int cell = 0; cell < rows * columns; cell++) {
                for (int sample = 0; sample < down * across; sample++) {
                    double y = top + (cell / columns + (sample / across + 0.5) / down) * cellHeight;
                    double x = left + (cell % columns + (sample % across + 0.5) / across) * cellWidth;
                    if (point.moveToClamped(y, x, height, width)) {
                        action.apply(region, examples[region], cell, sample, down * across, point);
                    }
                }
            }
        }
    }
}
