package org.chainer.links.model.vision;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import org.chainer.Chainer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;

/** Images as the networks take them: scaled, blue before green before red, without the mean. */
final class Images {
    private static final int CHANNELS = 3;

    private Images() {}

    /**
     * An image as an array (3, height, width).
     *
     * @param size what it is scaled to, or null
     * @param mean what is subtracted of blue, green and red
     */
    static NDArray prepare(Object image, Dimension size, double... mean) {
        int[][][] rgb = rgb(image);
        if (size != null) {
            if (size.width < 1 || size.height < 1) {
                throw new IllegalArgumentException(
                        "prepare: an image cannot be scaled to " + size.width + "×" + size.height);
            }
            for (int c = 0; c < CHANNELS; c++) {
                rgb[c] = BicubicScaling.scaled(rgb[c], size.width, size.height);
            }
        }
        int height = rgb[0].length;
        int width = rgb[0][0].length;
        float[] bgr = new float[CHANNELS * height * width];
        int at = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (int[] row : rgb[CHANNELS - 1 - c]) {
                for (int value : row) {
                    bgr[at++] = value - (float) mean[c];
                }
            }
        }
        return NDArray.of(bgr)
                .reshape(CHANNELS, height, width)
                .astype(Chainer.config().dtype());
    }

    /** Red, green and blue as rows of values 0 to 255. */
    private static int[][][] rgb(Object image) {
        if (image instanceof BufferedImage buffered) {
            return ofImage(buffered);
        } else if (image instanceof NDArray array) {
            return ofArray(array);
        }
        throw new IllegalArgumentException("prepare: expected a java.awt.image.BufferedImage or an NDArray, not "
                + (image == null ? "null" : "a " + image.getClass().getName()));
    }

    private static int[][][] ofImage(BufferedImage image) {
        int[][][] rgb = new int[CHANNELS][image.getHeight()][image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                for (int c = 0; c < CHANNELS; c++) {
                    rgb[c][y][x] = (pixel >> (8 * (CHANNELS - 1 - c))) & 0xff;
                }
            }
        }
        return rgb;
    }

    private static int[][][] ofArray(NDArray array) {
        NDArray image = array.toDevice(Devices.reference());
        if (image.rank() == 3 && image.dim(0) == 1) {
            image = image.select(0, 0);
        } else if (image.rank() == 3
                && image.dim(0) != CHANNELS
                && (image.dim(2) == CHANNELS || image.dim(2) == CHANNELS + 1)) {
            image = image.transpose(2, 0, 1);
        } else if (image.rank() == 3 && image.dim(0) != CHANNELS
                || image.rank() != 2 && image.rank() != 3
                || image.size() == 0) {
            throw new IllegalArgumentException(
                    "prepare: expected an image of shape (height, width), (height, width, 3) or"
                            + " (3, height, width), not " + array.shape());
        }
        int[][][] rgb = new int[CHANNELS][][];
        for (int c = 0; c < CHANNELS; c++) {
            rgb[c] = rows(image.rank() == 2 ? image : image.select(0, c));
        }
        return rgb;
    }

    private static int[][] rows(NDArray plane) {
        long[] values = plane.astype(DType.INT64).toLongArray();
        int[][] rows = new int[(int) plane.dim(0)][(int) plane.dim(1)];
        int at = 0;
        for (int[] row : rows) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (int) (values[at++] & 0xff);
            }
        }
        return rows;
    }
}
