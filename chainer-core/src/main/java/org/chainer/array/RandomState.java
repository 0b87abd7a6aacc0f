package org.chainer.array;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;

/**
 * A source of random numbers: a seed and a counter of the numbers drawn so far, from which Philox4x32-10 computes each number. The same seed gives
 * the same numbers on every device and for any number of threads.
 *
 * <p>The state is those two numbers ({@link #getSeed()}, {@link #getOffset()}), so it can be saved and restored. Thread-safe; which thread
 * gets which numbers follows the order of the calls.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011</a>
 */
public final class RandomState {
    /** System property with the seed of the {@link #shared()} source; without it the seed is arbitrary. */
    public static final String PROPERTY = "chainer.seed";

    private static final class Shared {
        static final RandomState INSTANCE = new RandomState(firstSeed());

        private static long firstSeed() {
            String text = System.getProperty(PROPERTY);
            if (text == null) {
                return new SecureRandom().nextLong();
            }
            try {
                return Long.parseLong(text.trim());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(PROPERTY + " is '" + text + "': expected an integer", e);
            }
        }
    }

    private record Position(long seed, long offset) {}

    private long seed;
    private long offset;

    /** A source with the given seed, at its first number. */
    public RandomState(long seed) {
        setState(seed, 0);
    }

    /** The source that initializers, dropout and iterators use where none is given to them. */
    public static RandomState shared() {
        return Shared.INSTANCE;
    }

    /** Sets the {@link #shared()} source to the first number of a seed. */
    public static void seed(long seed) {
        shared().setState(seed, 0);
    }

    /** The seed. */
    public synchronized long getSeed() {
        return seed;
    }

    /** How many numbers have been drawn. */
    public synchronized long getOffset() {
        return offset;
    }

    /** Sets the state, for example to that which a snapshot holds. */
    public synchronized void setState(long newSeed, long newOffset) {
        seed = newSeed;
        offset = newOffset;
    }

    private synchronized Position reserve(long count) {
        Position position = new Position(seed, offset);
        offset += count;
        return position;
    }

    // --- arrays
    // --------------------------------------------------------------------------------------------------------------------------

    /** Numbers spread evenly over [low, high), on the current device. */
    public NDArray uniform(double low, double high, DType dtype, long... shape) {
        return fillUniform(low, high, NDArray.empty(floating("uniform", dtype), shape));
    }

    /** Overwrites an array with numbers spread evenly over [low, high). */
    public NDArray fillUniform(double low, double high, NDArray y) {
        floating("uniform", y.dtype());
        Writing.require("uniform", y);
        Position at = reserve(y.size());
        y.device().random().uniform(at.seed, at.offset, low, high, y);
        return y;
    }

    /** Numbers of a normal distribution, on the current device. */
    public NDArray normal(double mean, double deviation, DType dtype, long... shape) {
        return fillNormal(mean, deviation, NDArray.empty(floating("normal", dtype), shape));
    }

    /** Overwrites an array with numbers of a normal distribution. */
    public NDArray fillNormal(double mean, double deviation, NDArray y) {
        floating("normal", y.dtype());
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("normal: standard deviation is " + deviation + ", expected 0 or more");
        }
        Writing.require("normal", y);
        Position at = reserve(y.size());
        y.device().random().normal(at.seed, at.offset, mean, deviation, y);
        return y;
    }

    /** 1 with the given probability, else 0, on the current device. */
    public NDArray bernoulli(double probability, DType dtype, long... shape) {
        return fillBernoulli(probability, 1, NDArray.empty(dtype, shape));
    }

    /** Overwrites an array: {@code scale} with the given probability, else 0. */
    public NDArray fillBernoulli(double probability, double scale, NDArray y) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "bernoulli: probability is " + probability + ", expected one from 0 to 1");
        }
        Writing.require("bernoulli", y);
        Position at = reserve(y.size());
        y.device().random().bernoulli(at.seed, at.offset, probability, scale, y);
        return y;
    }

    /** Integers spread evenly over [low, high), on the current device. */
    public NDArray integers(long low, long high, DType dtype, long... shape) {
        return fillIntegers(low, high, NDArray.empty(dtype, shape));
    }

    /** Overwrites an array with integers spread evenly over [low, high). */
    public NDArray fillIntegers(long low, long high, NDArray y) {
        if (!y.dtype().isInteger()) {
            throw new IllegalArgumentException("integers: dtype is " + y.dtype() + ", expected an integer dtype");
        }
        if (high <= low) {
            throw new IllegalArgumentException(
                    "integers: the range from " + low + " up to, but without, " + high + " is empty");
        }
        long bits = 8L * y.dtype().bytes();
        long least = y.dtype() == DType.UINT8 ? 0 : -1L << (bits - 1);
        long most = y.dtype() == DType.UINT8 ? 255 : ~least;
        if (low < least || high - 1 > most) {
            throw new IllegalArgumentException(
                    "integers: the range from " + low + " up to, but without, " + high + " does not fit " + y.dtype());
        }
        Writing.require("integers", y);
        Position at = reserve(y.size());
        y.device().random().integers(at.seed, at.offset, low, high, y);
        return y;
    }

    private static DType floating(String operation, DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException(operation + ": dtype is " + dtype + ", expected a floating-point dtype");
        }
        return dtype;
    }

    // --- Java values
    // ---------------------------------------------------------------------------------------------------------------------

    /** A number from [0, 1). */
    public double nextDouble() {
        return HostArray.doubles(fillUniform(0, 1, NDArray.empty(Devices.reference(), DType.FLOAT64, Shape.of())))[0];
    }

    /** An integer from [0, bound). */
    public long nextLong(long bound) {
        return HostArray.longs(fillIntegers(0, bound, NDArray.empty(Devices.reference(), DType.INT64, Shape.of())))[0];
    }

    /** The numbers 0 to n − 1 in random order; each order is equally likely. */
    public int[] permutation(int n) {
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[i] = i;
        }
        shuffle(result);
        return result;
    }

    /** Puts the elements into a random order. */
    public void shuffle(int[] values) {
        int[] partners = partners(values.length);
        for (int i = values.length - 1; i > 0; i--) {
            int swap = values[i];
            values[i] = values[partners[i]];
            values[partners[i]] = swap;
        }
    }

    /** Puts the elements into a random order. */
    public void shuffle(List<?> values) {
        int[] partners = partners(values.size());
        for (int i = partners.length - 1; i > 0; i--) {
            Collections.swap(values, i, partners[i]);
        }
    }

    /** For each index, a random one that is not greater: the exchanges of Fisher and Yates. */
    private int[] partners(int n) {
        long[] numbers = longs(n);
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[i] = (int) Math.multiplyHigh(numbers[i], 2 * (i + 1L));
        }
        return result;
    }

    private long[] longs(int n) {
        return HostArray.longs(
                fillIntegers(0, Long.MAX_VALUE, NDArray.empty(Devices.reference(), DType.INT64, Shape.of(n))));
    }

    /**
     * Some of the numbers 0 to n − 1, all equally likely.
     *
     * @param replace whether a number may be chosen again
     * @throws IllegalArgumentException if there are not enough numbers
     */
    public int[] choice(int n, int count, boolean replace) {
        if (n <= 0 && count > 0 || !replace && count > n) {
            throw new IllegalArgumentException("choice: " + count + " of " + n + " numbers were asked for"
                    + (replace ? "" : "; without replacement there are not enough"));
        }
        if (!replace) {
            return java.util.Arrays.copyOf(permutation(n), count);
        }
        int[] result = new int[count];
        long[] numbers = longs(count);
        for (int i = 0; i < count; i++) {
            result[i] = (int) Math.multiplyHigh(numbers[i], 2L * n);
        }
        return result;
    }

    /**
     * Indices of the given probabilities, each chosen with its probability, independently.
     *
     * @throws IllegalArgumentException if a probability is negative or their sum is not 1
     */
    public int[] choice(double[] probabilities, int count) {
        double[] cumulative = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            if (!(probabilities[i] >= 0)) {
                throw new IllegalArgumentException("choice: probability " + i + " is " + probabilities[i]);
            }
            sum += probabilities[i];
            cumulative[i] = sum;
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("choice: probabilities add up to " + sum + ", expected 1");
        }
        double[] numbers = HostArray.doubles(
                fillUniform(0, 1, NDArray.empty(Devices.reference(), DType.FLOAT64, Shape.of(count))));
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            double target = numbers[i] * sum;
            int found = java.util.Arrays.binarySearch(cumulative, target);
            int index = found >= 0 ? found + 1 : -found - 1;
            while (index >= cumulative.length || probabilities[index] == 0) {
                index = index >= cumulative.length ? cumulative.length - 1 : index - 1;
            }
            result[i] = index;
        }
        return result;
    }
}
