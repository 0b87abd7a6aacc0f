package org.chainer.datasets;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.chainer.array.DType;

/**
 * Made-up small colour images, as a stand-in for CIFAR that needs neither file nor network: 32×32 pixels in the channels red,
 * green, blue.
 *
 * <p>Each shows one of ten shapes (disc, ring, square, triangle, cross, star, crescent, or a patch of stripes or checks) in any
 * colour, size, place and turn before a shaded background of another colour, with noise. With 10 classes the label is the
 * shape, so that colours don't help; with 100 it is shape and hue. The same seed gives the same images on every machine.
 * Classes are equally frequent, in random order.
 */
public final class SyntheticImages {

    private static final int SIZE = 32;
    private static final int HUES = 10;
    private static final double NOISE = 0.04;
    private static final List<String> HUE_NAMES =
            List.of("red", "orange", "yellow", "lime", "green", "teal", "azure", "blue", "violet", "pink");

    /** What is drawn, in coordinates in which it lies within [-1, 1]. */
    private enum Form {
        DISC {
            @Override
            boolean covers(double x, double y) {
                return x * x + y * y < 1;
            }
        },
        RING {
            @Override
            boolean covers(double x, double y) {
                double r = x * x + y * y;
                return r < 1 && r > 0.35;
            }
        },
        SQUARE {
            @Override
            boolean covers(double x, double y) {
                return Math.max(Math.abs(x), Math.abs(y)) < 0.85;
            }
        },
        TRIANGLE {
            @Override
            boolean covers(double x, double y) {
                return y < 0.8 && y > 2 * Math.abs(x) - 1;
            }
        },
        CROSS {
            @Override
            boolean covers(double x, double y) {
                return Math.min(Math.abs(x), Math.abs(y)) < 0.28 && Math.max(Math.abs(x), Math.abs(y)) < 1;
            }
        },
        STAR {
            @Override
            boolean covers(double x, double y) {
                double r = Math.sqrt(x * x + y * y);
                double fifth = StrictMath.atan2(x, -y) / (2 * Math.PI) * 5;
                return r < 0.42 + 1.2 * Math.abs(fifth - Math.floor(fifth) - 0.5);
            }
        },
        CRESCENT {
            @Override
            boolean covers(double x, double y) {
                return x * x + y * y < 1 && (x - 0.5) * (x - 0.5) + y * y > 0.55;
            }
        },
        ROWS {
            @Override
            boolean covers(double x, double y) {
                return SQUARE.covers(x, y) && odd(y);
            }
        },
        COLUMNS {
            @Override
            boolean covers(double x, double y) {
                return SQUARE.covers(x, y) && odd(x);
            }
        },
        CHECKS {
            @Override
            boolean covers(double x, double y) {
                return SQUARE.covers(x, y) && odd(x) != odd(y);
            }
        };

        abstract boolean covers(double x, double y);

        private static boolean odd(double x) {
            return (Math.floorMod((int) Math.floor(x * 2.4 + 0.5), 2)) == 0;
        }
    }

    private SyntheticImages() {}

    /**
     * Images and labels as Chainer's {@code get_cifar10} and {@code get_cifar100} give them.
     *
     * @param seed decides on the images
     * @param classes 10 for shapes, 100 for shapes and hues
     * @param trainSize number of images for training
     * @param testSize number of images for the test
     * @param options how images and labels are to be given; {@code ndim} is 3 by default, the folder does not matter
     * @return tuples (image, label) for training and test
     * @throws IllegalArgumentException if a number is negative, or if there are other than 10 or 100 classes
     */
    public static TrainTest<TupleDataset> getImages(
            long seed, int classes, int trainSize, int testSize, ImageOptions options) {
        requireClasses(classes);
        Random random = new Random(seed);
        return new TrainTest<>(draw(random, classes, trainSize, options), draw(random, classes, testSize, options));
    }

    /**
     * The names of the classes, in order of label.
     *
     * @param classes 10 or 100
     * @return such as "ring", or "green ring"
     * @throws IllegalArgumentException if there are other than 10 or 100 classes
     */
    public static List<String> getLabels(int classes) {
        requireClasses(classes);
        List<String> names = new ArrayList<>();
        for (Form form : Form.values()) {
            String name = form.name().toLowerCase(Locale.ROOT);
            if (classes == HUES) {
                names.add(name);
            } else {
                HUE_NAMES.forEach(hue -> names.add(hue + " " + name));
            }
        }
        return names;
    }

    private static void requireClasses(int classes) {
        if (classes != HUES && classes != HUES * HUES) {
            throw new IllegalArgumentException("SyntheticImages: there are 10 or 100 classes, not " + classes);
        }
    }

    private static TupleDataset draw(Random random, int classes, int count, ImageOptions options) {
        int[] labels = BalancedLabels.shuffled(count, classes, random);
        ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(count, 3 * SIZE * SIZE));
        for (int label : labels) {
            boolean shapeOnly = classes == HUES;
            int hue = shapeOnly ? random.nextInt(HUES) : label % HUES;
            draw(Form.values()[shapeOnly ? label : label / HUES], hue, random, pixels);
        }
        return options.labeled(
                HostArrays.of(pixels.flip(), DType.UINT8, count, 3, SIZE, SIZE), BalancedLabels.array(labels), 3);
    }

    private static void draw(Form form, int hue, Random random, ByteBuffer pixels) {
        double[] front =
                colour((hue + 0.3 * random.nextDouble()) / HUES, 0.6 + 0.4 * random.nextDouble(), bright(random));
        double otherHue = (hue + 2 + 6 * random.nextDouble()) / HUES;
        double[] back = colour(otherHue, 0.7 * random.nextDouble(), 0.9 * bright(random));
        double radius = 7.5 + 5 * random.nextDouble();
        double centreX = SIZE / 2.0 + 2.5 * (2 * random.nextDouble() - 1);
        double centreY = SIZE / 2.0 + 2.5 * (2 * random.nextDouble() - 1);
        double turn = 0.5 * (random.nextDouble() - 0.5);
        double cos = StrictMath.cos(turn) / radius;
        double sin = StrictMath.sin(turn) / radius;
        double shadeX = 0.012 * (2 * random.nextDouble() - 1);
        double shadeY = 0.012 * (2 * random.nextDouble() - 1);

        byte[] planes = new byte[3 * SIZE * SIZE];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                int covered = 0;
                // Four looks at each pixel soften the edges.
                for (int part = 0; part < 4; part++) {
                    double x = column + 0.25 + 0.5 * (part & 1) - centreX;
                    double y = row + 0.25 + 0.5 * (part >> 1) - centreY;
                    covered += form.covers(cos * x + sin * y, cos * y - sin * x) ? 1 : 0;
                }
                double shade = 1 + shadeX * (column - 16) + shadeY * (row - 16);
                for (int channel = 0; channel < 3; channel++) {
                    double value = (front[channel] * covered + back[channel] * (4 - covered)) / 4;
                    value = value * shade + NOISE * random.nextGaussian();
                    planes[(channel * SIZE + row) * SIZE + column] =
                            (byte) (255 * Math.max(0, Math.min(1, value)) + 0.5);
                }
            }
        }
        pixels.put(planes);
    }

    private static double bright(Random random) {
        return 0.55 + 0.45 * random.nextDouble();
    }

    /** Red, green and blue of a colour given by hue, saturation and value, all in [0, 1]. */
    private static double[] colour(double hue, double saturation, double value) {
        double[] rgb = new double[3];
        Arrays.setAll(rgb, channel -> {
            double k = (5 - 2 * channel + 6 * hue) % 6;
            return value * (1 - saturation * Math.max(0, Math.min(1, Math.min(k, 4 - k))));
        });
        return rgb;
    }
}
