package org.chainer.datasets;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.chainer.array.DType;

/**
 * Made-up hand-written digits, as a stand-in for MNIST that needs neither file nor network: grey images of 28×28 pixels.
 *
 * <p>Each is drawn by a pen of random width in one of the ways in which people write that digit, moved, turned, sheared,
 * stretched and bent at random. The same seed gives the same images on every machine. Digits are equally frequent, in random
 * order.
 */
public final class SyntheticDigits {

    private static final int SIZE = 28;
    private static final int CLASSES = 10;
    private static final List<List<Strokes>> SHAPES = List.of(
            List.of(
                    new Strokes()
                            .curve(.5, .06, .24, .22, .19, .55, .32, .87, .5, .94, .7, .86, .81, .5, .74, .2, .5, .06),
                    new Strokes()
                            .curve(.56, .08, .3, .14, .2, .5, .3, .86, .55, .92, .78, .7, .78, .3, .56, .08, .44, .12)),
            List.of(
                    new Strokes().line(.5, .06, .5, .94),
                    new Strokes().line(.32, .28, .54, .07, .54, .94),
                    new Strokes().line(.34, .25, .52, .07, .52, .93).line(.3, .93, .74, .93)),
            List.of(
                    new Strokes()
                            .curve(.2, .28, .34, .1, .6, .08, .76, .26, .64, .5, .4, .72, .18, .91)
                            .line(.18, .91, .82, .9),
                    new Strokes()
                            .curve(.22, .2, .5, .06, .74, .22, .66, .5, .36, .8, .22, .88, .3, .76, .5, .82, .82, .92)),
            List.of(
                    new Strokes()
                            .curve(.22, .17, .5, .06, .74, .2, .68, .4, .44, .48)
                            .curve(.44, .48, .74, .57, .77, .8, .5, .94, .2, .84),
                    new Strokes()
                            .line(.22, .1, .74, .1, .46, .42)
                            .curve(.46, .42, .74, .52, .78, .78, .52, .94, .2, .84)),
            List.of(
                    new Strokes().line(.62, .06, .17, .64, .84, .64).line(.64, .36, .64, .95),
                    new Strokes().line(.26, .08, .2, .52, .78, .5).line(.74, .1, .68, .94)),
            List.of(
                    new Strokes()
                            .line(.76, .09, .32, .09, .27, .44)
                            .curve(.27, .44, .54, .36, .77, .54, .73, .82, .46, .94, .2, .83),
                    new Strokes()
                            .line(.34, .12, .3, .42)
                            .curve(.3, .42, .6, .4, .76, .62, .64, .88, .22, .9)
                            .line(.34, .1, .8, .08)),
            List.of(
                    new Strokes()
                            .curve(.68, .07, .4, .24, .23, .55, .27, .83, .5, .94, .73, .8, .7, .6, .5, .5, .27, .66),
                    new Strokes().curve(.4, .06, .26, .4, .24, .76, .42, .93, .68, .86, .72, .66, .52, .56, .26, .72)),
            List.of(
                    new Strokes().line(.18, .12, .8, .11, .42, .94),
                    new Strokes().line(.2, .24, .22, .1, .78, .1, .44, .94),
                    new Strokes().line(.2, .12, .8, .11, .44, .94).line(.34, .52, .72, .48)),
            List.of(
                    new Strokes()
                            .curve(
                                    .5, .48, .28, .31, .35, .1, .5, .06, .66, .1, .72, .3, .5, .48, .25, .69, .33, .9,
                                    .5, .94, .68, .9, .76, .69, .5, .48),
                    new Strokes()
                            .curve(
                                    .72, .16, .5, .06, .3, .18, .34, .38, .64, .6, .72, .8, .5, .94, .28, .8, .36, .6,
                                    .68, .34, .72, .16)),
            List.of(
                    new Strokes()
                            .curve(.73, .3, .6, .09, .36, .1, .25, .3, .4, .49, .62, .45, .73, .3)
                            .curve(.73, .24, .72, .55, .6, .95),
                    new Strokes()
                            .curve(.72, .2, .46, .06, .24, .28, .42, .48, .7, .36, .73, .18)
                            .curve(.73, .18, .74, .7, .56, .92, .28, .88)));

    private SyntheticDigits() {}

    /**
     * Images and labels as Chainer's {@code get_mnist} gives them.
     *
     * @param seed decides on the images
     * @param trainSize number of images for training
     * @param testSize number of images for the test
     * @param options how images and labels are to be given; {@code ndim} is 1 by default, the folder does not matter
     * @return tuples (image, label) for training and test
     * @throws IllegalArgumentException if a number is negative
     */
    public static TrainTest<TupleDataset> getDigits(long seed, int trainSize, int testSize, ImageOptions options) {
        Random random = new Random(seed);
        return new TrainTest<>(draw(random, trainSize, options), draw(random, testSize, options));
    }

    private static TupleDataset draw(Random random, int count, ImageOptions options) {
        int[] digits = BalancedLabels.shuffled(count, CLASSES, random);
        ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(count, SIZE * SIZE));
        for (int digit : digits) {
            pixels.put(draw(digit, random));
        }
        return options.labeled(
                HostArrays.of(pixels.flip(), DType.UINT8, count, 1, SIZE, SIZE), BalancedLabels.array(digits), 1);
    }

    private static byte[] draw(int digit, Random random) {
        List<Strokes> ways = SHAPES.get(digit);
        double width = 1.6 + 1.8 * random.nextDouble();
        int white = 190 + random.nextInt(66);
        return ways.get(random.nextInt(ways.size())).distorted(random).draw(SIZE, 4.5, width, white);
    }
}
