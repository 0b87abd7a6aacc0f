package org.chainer.backend.cpu;

import java.util.Arrays;
import org.chainer.array.NDArray;

/** The windows of a pooling over planes (height, width), and what is done to one plane. */
final class PlaneWindows {
    private final long planes;
    private final int height;
    private final int width;
    private final int rows;
    private final int columns;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int strideY;
    private final int strideX;
    private final int padY;
    private final int padX;

    /**
     * Windows.
     *
     * @param x (batch, channels, height, width)
     * @param y (batch, channels, rows, columns)
     */
    PlaneWindows(NDArray x, NDArray y, int[] kernel, int[] stride, int[] pad) {
        planes = x.dim(0) * x.dim(1);
        height = Math.toIntExact(x.dim(2));
        width = Math.toIntExact(x.dim(3));
        rows = Math.toIntExact(y.dim(2));
        columns = Math.toIntExact(y.dim(3));
        kernelHeight = kernel[0];
        kernelWidth = kernel[1];
        strideY = stride[0];
        strideX = stride[1];
        padY = pad[0];
        padX = pad[1];
    }

    long planes() {
        return planes;
    }

    int planeSize() {
        return height * width;
    }

    int count() {
        return rows * columns;
    }

    /** Greatest of each window, the first NaN if there is one, and its place within the window. */
    void max(float[] plane, float[] greatest, long[] found) {
        for (int row = 0; row < rows; row++) {
            int top = row * strideY - padY;
            int fromY = Math.max(top, 0);
            int toY = Math.min(top + kernelHeight, height);
            for (int column = 0; column < columns; column++) {
                int left = column * strideX - padX;
                int fromX = Math.max(left, 0);
                int toX = Math.min(left + kernelWidth, width);
                float best = Float.NEGATIVE_INFINITY;
                int at = -1;
                for (int y = fromY; y < toY; y++) {
                    for (int x = fromX; x < toX; x++) {
                        float value = plane[y * width + x];
                        if (value > best || at < 0 || value != value && best == best) {
                            best = value;
                            at = (y - top) * kernelWidth + x - left;
                        }
                    }
                }
                greatest[row * columns + column] = best;
                found[row * columns + column] = Math.max(at, 0);
            }
        }
    }

    /** Adds each number to the element of the plane that was found in its window. */
    void scatter(float[] upstream, long[] found, float[] plane) {
        Arrays.fill(plane, 0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int window = row * columns + column;
                long place = found[window];
                if (place < 0 || place >= (long) kernelHeight * kernelWidth) {
                    throw new IndexOutOfBoundsException("pooling index " + place + " is outside a window of "
                            + kernelHeight * kernelWidth + " elements");
                }
                int y = row * strideY - padY + (int) place / kernelWidth;
                int x = column * strideX - padX + (int) place % kernelWidth;
                if (y >= 0 && y < height && x >= 0 && x < width) {
                    plane[y * width + x] += upstream[window];
                }
            }
        }
    }

    /** Mean of each window. */
    void average(float[] plane, boolean exclusive, float[] means) {
        for (int row = 0; row < rows; row++) {
            int fromY = Math.max(row * strideY - padY, 0);
            int toY = Math.min(row * strideY - padY + kernelHeight, height);
            for (int column = 0; column < columns; column++) {
                int fromX = Math.max(column * strideX - padX, 0);
                int toX = Math.min(column * strideX - padX + kernelWidth, width);
                float sum = 0;
                for (int y = fromY; y < toY; y++) {
                    for (int x = fromX; x < toX; x++) {
                        sum += plane[y * width + x];
                    }
                }
                means[row * columns + column] = sum / divisor(fromY, toY, fromX, toX, exclusive);
            }
        }
    }

    /** Adds each number's share to all elements of its window. */
    void spread(float[] upstream, boolean exclusive, float[] plane) {
        Arrays.fill(plane, 0);
        for (int row = 0; row < rows; row++) {
            int fromY = Math.max(row * strideY - padY, 0);
            int toY = Math.min(row * strideY - padY + kernelHeight, height);
            for (int column = 0; column < columns; column++) {
                int fromX = Math.max(column * strideX - padX, 0);
                int toX = Math.min(column * strideX - padX + kernelWidth, width);
                float share = upstream[row * columns + column] / divisor(fromY, toY, fromX, toX, exclusive);
                for (int y = fromY; y < toY; y++) {
                    for (int x = fromX; x < toX; x++) {
                        plane[y * width + x] += share;
                    }
                }
            }
        }
    }

    private int divisor(int fromY, int toY, int fromX, int toX, boolean exclusive) {
        return exclusive ? Math.max(toY - fromY, 0) * Math.max(toX - fromX, 0) : kernelHeight * kernelWidth;
    }
}
