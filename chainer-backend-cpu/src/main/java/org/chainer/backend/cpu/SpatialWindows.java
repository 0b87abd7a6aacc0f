package org.chainer.backend.cpu;

import java.util.Arrays;
import org.chainer.array.NDArray;

/** The windows of a pooling over one to three spatial axes, and what is done to one channel of one example, its volume; fewer axes have leading ones of length 1. */
final class SpatialWindows {
    private static final int AXES = 3;

    private final long volumes;
    private final int[] size = {1, 1, 1};
    private final int[] places = {1, 1, 1};
    private final int[] kernel = {1, 1, 1};
    private final int[] stride = {1, 1, 1};
    private final int[] pad = {0, 0, 0};

    /**
     * Windows.
     *
     * @param x (batch, channels, spatial…)
     * @param y (batch, channels, numbers of windows…)
     */
    SpatialWindows(NDArray x, NDArray y, int[] kernel, int[] stride, int[] pad) {
        volumes = x.dim(0) * x.dim(1);
        int first = AXES - kernel.length;
        for (int i = 0; i < kernel.length; i++) {
            size[first + i] = Math.toIntExact(x.dim(2 + i));
            places[first + i] = Math.toIntExact(y.dim(2 + i));
        }
        System.arraycopy(kernel, 0, this.kernel, first, kernel.length);
        System.arraycopy(stride, 0, this.stride, first, kernel.length);
        System.arraycopy(pad, 0, this.pad, first, kernel.length);
    }

    long volumes() {
        return volumes;
    }

    int volumeSize() {
        return size[0] * size[1] * size[2];
    }

    int count() {
        return places[0] * places[1] * places[2];
    }

    /** Where a window begins along an axis, perhaps before the first element. */
    private int begin(int axis, int place) {
        return place * stride[axis] - pad[axis];
    }

    private int from(int axis, int place) {
        return Math.max(begin(axis, place), 0);
    }

    private int to(int axis, int place) {
        return Math.min(begin(axis, place) + kernel[axis], size[axis]);
    }

    /** Greatest of each window, the first NaN if there is one, and its place within the window. */
    void max(float[] volume, float[] greatest, long[] found) {
        int window = 0;
        for (int z = 0; z < places[0]; z++) {
            for (int y = 0; y < places[1]; y++) {
                maxOfRow(volume, z, y, greatest, found, window);
                window += places[2];
            }
        }
    }

    private void maxOfRow(float[] volume, int z, int y, float[] greatest, long[] found, int window) {
        int front = begin(0, z);
        int fromZ = Math.max(front, 0);
        int toZ = to(0, z);
        int top = begin(1, y);
        int fromY = Math.max(top, 0);
        int toY = to(1, y);
        int rows = size[1];
        int width = size[2];
        int kernelRows = kernel[1];
        int kernelWidth = kernel[2];
        int step = stride[2];
        int left = -pad[2];
        int count = places[2];
        for (int x = 0; x < count; x++) {
            int fromX = Math.max(left, 0);
            int toX = Math.min(left + kernelWidth, width);
            float best = Float.NEGATIVE_INFINITY;
            boolean empty = fromZ >= toZ || fromY >= toY || fromX >= toX;
            int at = empty ? 0 : ((fromZ - front) * kernelRows + fromY - top) * kernelWidth + fromX - left;
            for (int k = fromZ; k < toZ; k++) {
                for (int j = fromY; j < toY; j++) {
                    int row = (k * rows + j) * width;
                    int place = ((k - front) * kernelRows + j - top) * kernelWidth - left;
                    for (int i = fromX; i < toX; i++) {
                        float value = volume[row + i];
                        if (!(value <= best) && best == best) {
                            best = value;
                            at = place + i;
                        }
                    }
                }
            }
            greatest[window + x] = best;
            found[window + x] = at;
            left += step;
        }
    }

    /** Adds each number to the element of the volume that was found in its window. */
    void scatter(float[] upstream, long[] found, float[] volume) {
        Arrays.fill(volume, 0);
        long limit = (long) kernel[0] * kernel[1] * kernel[2];
        int window = 0;
        for (int z = 0; z < places[0]; z++) {
            for (int y = 0; y < places[1]; y++) {
                for (int x = 0; x < places[2]; x++, window++) {
                    long place = found[window];
                    if (place < 0 || place >= limit) {
                        throw new IndexOutOfBoundsException(
                                "pooling index " + place + " is outside a window of " + limit + " elements");
                    }
                    int element = element((int) place, z, y, x);
                    if (element >= 0) {
                        volume[element] += upstream[window];
                    }
                }
            }
        }
    }

    /** The index in the volume of a place within a window, −1 if it is outside. */
    private int element(int place, int z, int y, int x) {
        int rows = place / kernel[2];
        int planes = kernel[0] == 1 ? 0 : rows / kernel[1];
        int i = begin(2, x) + place - rows * kernel[2];
        int j = begin(1, y) + rows - planes * kernel[1];
        int k = begin(0, z) + planes;
        boolean inside = i >= 0 && i < size[2] && j >= 0 && j < size[1] && k >= 0 && k < size[0];
        return inside ? (k * size[1] + j) * size[2] + i : -1;
    }

    /** Mean of each window. */
    void average(float[] volume, boolean exclusive, float[] means) {
        int window = 0;
        for (int z = 0; z < places[0]; z++) {
            for (int y = 0; y < places[1]; y++) {
                for (int x = 0; x < places[2]; x++) {
                    float sum = 0;
                    for (int k = from(0, z); k < to(0, z); k++) {
                        for (int j = from(1, y); j < to(1, y); j++) {
                            int row = (k * size[1] + j) * size[2];
                            for (int i = from(2, x); i < to(2, x); i++) {
                                sum += volume[row + i];
                            }
                        }
                    }
                    means[window++] = sum / divisor(z, y, x, exclusive);
                }
            }
        }
    }

    /** Adds each number's share to all elements of its window. */
    void spread(float[] upstream, boolean exclusive, float[] volume) {
        Arrays.fill(volume, 0);
        int window = 0;
        for (int z = 0; z < places[0]; z++) {
            for (int y = 0; y < places[1]; y++) {
                for (int x = 0; x < places[2]; x++) {
                    float share = upstream[window++] / divisor(z, y, x, exclusive);
                    for (int k = from(0, z); k < to(0, z); k++) {
                        for (int j = from(1, y); j < to(1, y); j++) {
                            int row = (k * size[1] + j) * size[2];
                            for (int i = from(2, x); i < to(2, x); i++) {
                                volume[row + i] += share;
                            }
                        }
                    }
                }
            }
        }
    }

    private float divisor(int z, int y, int x, boolean exclusive) {
        if (!exclusive) {
            return (float) kernel[0] * kernel[1] * kernel[2];
        }
        return (float) inside(0, z) * inside(1, y) * inside(2, x);
    }

    private int inside(int axis, int place) {
        return Math.max(to(axis, place) - from(axis, place), 0);
    }
}
