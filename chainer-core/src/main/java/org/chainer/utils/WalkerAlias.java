package org.chainer.utils;

import java.util.Arrays;
import java.util.Comparator;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;

/**
 * Draws numbers with given probabilities, each in constant time: Walker's alias method. Chainer: {@code utils.WalkerAlias}.
 *
 * <p>Each of n columns holds one number up to a threshold and another beyond it; a uniform random number chooses the column and the side.
 *
 * @see <a href="https://doi.org/10.1145/355744.355749">Walker, An efficient method for generating discrete random variables with general distributions, 1977</a>
 */
public final class WalkerAlias {
    private final double[] threshold;
    private final int[] below;
    private final int[] above;

    /**
     * A sampler of the numbers 0 to n − 1.
     *
     * @param weights the probabilities, or numbers in proportion to them
     * @throws IllegalArgumentException if a weight is negative or not finite, or all are 0
     */
    public WalkerAlias(double... weights) {
        double sum = Arrays.stream(weights).sum();
        for (double weight : weights) {
            if (!(weight >= 0) || !(sum > 0) || Double.isInfinite(sum)) {
                throw new IllegalArgumentException(
                        "WalkerAlias: weights must not be negative, and their sum positive and finite; it is " + sum
                                + ", and one weight is " + weight);
            }
        }
        if (weights.length == 0) {
            throw new IllegalArgumentException("WalkerAlias: there are no weights");
        }
        int n = weights.length;
        threshold = new double[n];
        below = new int[n];
        above = new int[n];
        Integer[] ascending = new Integer[n];
        Arrays.setAll(ascending, i -> i);
        Arrays.sort(ascending, Comparator.comparingDouble(i -> weights[i]));
        int filled = 0;
        int open = 0;
        for (int number : ascending) {
            double rest = weights[number] / sum * n;
            while (rest > 1 && open < filled) {
                above[open] = number;
                rest -= 1 - threshold[open];
                open++;
            }
            threshold[filled] = rest;
            below[filled] = number;
            filled++;
        }
        for (int i = open; i < n; i++) {
            above[i] = below[i];
        }
    }

    /** Draws from the shared source of random numbers: an int32 array on the current device. */
    public NDArray sample(Shape shape) {
        return sample(shape, RandomState.shared());
    }

    /** Draws from a source of random numbers: an int32 array on the current device. */
    public NDArray sample(Shape shape, RandomState random) {
        double[] uniform = random.uniform(0, threshold.length, DType.FLOAT64, shape.toArray())
                .toDoubleArray();
        int[] drawn = new int[uniform.length];
        for (int i = 0; i < drawn.length; i++) {
            int column = Math.min((int) uniform[i], threshold.length - 1);
            drawn[i] = uniform[i] - column < threshold[column] ? below[column] : above[column];
        }
        return NDArrays.fromBuffer(java.nio.IntBuffer.wrap(drawn), shape);
    }
}
