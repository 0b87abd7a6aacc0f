package org.chainer.links.model.vision;

/**
 * Scales a plane of an image by bicubic interpolation over the area that each new pixel covers, bit for bit as the Python library Pillow does, which Chainer prepares images with.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981</a>
 */
final class BicubicScaling {
    private static final double SUPPORT = 2;
    private static final double SHARPNESS = -0.5;
    /** Weights are integers with that many binary digits behind the point. */
    private static final int PRECISION = 22;

    private BicubicScaling() {}

    /** A plane of values 0 to 255, scaled: first along rows, then along columns. */
    static int[][] scaled(int[][] plane, int width, int height) {
        int[][] wide = plane[0].length == width ? plane : alongRows(plane, width);
        return wide.length == height ? wide : transposed(alongRows(transposed(wide), height));
    }

    private static int[][] transposed(int[][] plane) {
        int[][] result = new int[plane[0].length][plane.length];
        for (int y = 0; y < plane.length; y++) {
            for (int x = 0; x < result.length; x++) {
                result[x][y] = plane[y][x];
            }
        }
        return result;
    }

    private static int[][] alongRows(int[][] plane, int size) {
        int from = plane[0].length;
        double scale = (double) from / size;
        double filterScale = Math.max(scale, 1);
        double support = SUPPORT * filterScale;
        int[][] result = new int[plane.length][size];
        for (int x = 0; x < size; x++) {
            double center = (x + 0.5) * scale;
            int first = (int) Math.max(center - support + 0.5, 0);
            int last = (int) Math.min(center + support + 0.5, from);
            int[] weights = weights(first, last - first, center, filterScale);
            for (int y = 0; y < plane.length; y++) {
                int sum = 1 << (PRECISION - 1);
                for (int i = 0; i < weights.length; i++) {
                    sum += plane[y][first + i] * weights[i];
                }
                result[y][x] = Math.min(Math.max(sum >> PRECISION, 0), 255);
            }
        }
        return result;
    }

    private static int[] weights(int first, int count, double center, double filterScale) {
        double[] exact = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            exact[i] = cubic((i + first - center + 0.5) * (1 / filterScale));
            total += exact[i];
        }
        int[] weights = new int[count];
        for (int i = 0; i < count; i++) {
            double weight = total == 0 ? exact[i] : exact[i] * (1 / total);
            weights[i] = (int) ((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION));
        }
        return weights;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }
}
