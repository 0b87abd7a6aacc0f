package org.chainer.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.chainer.dataset.Dataset;

/**
 * A part of a data set: example {@code i} is the base's example {@code order[start + i]}, or {@code start + i} without order.
 *
 * <p>The static methods split a data set for training and validation, or for cross validation. A seed makes a random split
 * the same each time.
 *
 * @param <T> type of an example
 */
public final class SubDataset<T> implements Dataset<T> {

    private final Dataset<T> base;
    private final int start;
    private final int size;
    private final int[] order;

    /**
     * Examples {@code start} to {@code finish - 1} of a data set.
     *
     * @param base the data set
     * @param start first index
     * @param finish index after the last
     * @throws IllegalArgumentException unless {@code 0 <= start <= finish <= base.size()}
     */
    public SubDataset(Dataset<T> base, int start, int finish) {
        this(base, start, finish, null);
    }

    /**
     * Examples {@code start} to {@code finish - 1} of a data set in another order.
     *
     * @param base the data set
     * @param start first index into the order
     * @param finish index after the last
     * @param order one index of the base for each of its examples; null for their own order
     * @throws IllegalArgumentException unless {@code 0 <= start <= finish <= base.size()}, or if the order has another size
     */
    public SubDataset(Dataset<T> base, int start, int finish, int[] order) {
        if (start < 0 || finish < start || finish > base.size()) {
            throw new IllegalArgumentException(
                    "SubDataset: examples " + start + " to " + finish + " do not lie in a data set of " + base.size());
        }
        if (order != null && order.length != base.size()) {
            throw new IllegalArgumentException("SubDataset: the order has " + order.length
                    + " indices, but the data set has " + base.size() + " examples");
        }
        this.base = base;
        this.start = start;
        this.size = finish - start;
        this.order = order == null ? null : order.clone();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public T get(int index) {
        int at = start + Objects.checkIndex(index, size);
        return base.get(order == null ? at : order[at]);
    }

    /**
     * Two parts of a data set.
     *
     * @param first the first part
     * @param second the second part
     * @param <T> type of an example
     */
    public record Split<T>(SubDataset<T> first, SubDataset<T> second) {}

    /**
     * Splits a data set in two.
     *
     * @param dataset what to split
     * @param splitAt the first index of the second part
     * @param <T> type of an example
     * @return both parts
     * @throws IllegalArgumentException if the index is negative or greater than the size
     */
    public static <T> Split<T> splitDataset(Dataset<T> dataset, int splitAt) {
        return splitDataset(dataset, splitAt, null);
    }

    /**
     * Splits a data set in two, in the given order.
     *
     * @param dataset what to split
     * @param splitAt the first index of the second part
     * @param order as the constructor takes it
     * @param <T> type of an example
     * @return both parts
     * @throws IllegalArgumentException if the index is negative or greater than the size, or if the order has another size
     */
    public static <T> Split<T> splitDataset(Dataset<T> dataset, int splitAt, int[] order) {
        if (splitAt < 0 || splitAt > dataset.size()) {
            throw new IllegalArgumentException(
                    "splitDataset: a data set of " + dataset.size() + " examples cannot be split at " + splitAt);
        }
        return new Split<>(
                new SubDataset<>(dataset, 0, splitAt, order),
                new SubDataset<>(dataset, splitAt, dataset.size(), order));
    }

    /**
     * Splits a data set in two at random.
     *
     * @param dataset what to split
     * @param firstSize size of the first part
     * @param seed decides which example goes where
     * @param <T> type of an example
     * @return both parts
     * @throws IllegalArgumentException if the size is negative or greater than the data set's
     */
    public static <T> Split<T> splitDatasetRandom(Dataset<T> dataset, int firstSize, long seed) {
        return splitDataset(dataset, firstSize, permutation(dataset.size(), seed));
    }

    /**
     * Splits a data set into {@code n} parts of {@code size / n} examples; what is over belongs to none.
     *
     * @param dataset what to split
     * @param n number of parts
     * @param <T> type of an example
     * @return the parts
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public static <T> List<SubDataset<T>> splitDatasetN(Dataset<T> dataset, int n) {
        return splitDatasetN(dataset, n, null);
    }

    /**
     * Splits a data set into {@code n} parts of {@code size / n} examples, in the given order.
     *
     * @param dataset what to split
     * @param n number of parts
     * @param order as the constructor takes it
     * @param <T> type of an example
     * @return the parts
     * @throws IllegalArgumentException if {@code n} is not positive, or if the order has another size
     */
    public static <T> List<SubDataset<T>> splitDatasetN(Dataset<T> dataset, int n, int[] order) {
        requirePositive("splitDatasetN", n);
        int size = dataset.size() / n;
        return IntStream.range(0, n)
                .mapToObj(i -> new SubDataset<>(dataset, size * i, size * (i + 1), order))
                .toList();
    }

    /**
     * Splits a data set at random into {@code n} parts of {@code size / n} examples.
     *
     * @param dataset what to split
     * @param n number of parts
     * @param seed decides which example goes where
     * @param <T> type of an example
     * @return the parts
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public static <T> List<SubDataset<T>> splitDatasetNRandom(Dataset<T> dataset, int n, long seed) {
        return splitDatasetN(dataset, n, permutation(dataset.size(), seed));
    }

    /**
     * Splits for cross validation: in each, the first part is for training and the second for the test. The second parts share
     * no example, cover the data set, and differ in size by at most one.
     *
     * @param dataset what to split
     * @param folds number of splits
     * @param <T> type of an example
     * @return the splits
     * @throws IllegalArgumentException if the number is not positive
     */
    public static <T> List<Split<T>> getCrossValidationDatasets(Dataset<T> dataset, int folds) {
        return getCrossValidationDatasets(dataset, folds, null);
    }

    /**
     * Splits for cross validation, in the given order.
     *
     * @param dataset what to split
     * @param folds number of splits
     * @param order as the constructor takes it
     * @param <T> type of an example
     * @return the splits, as {@link #getCrossValidationDatasets(Dataset, int)} describes them
     * @throws IllegalArgumentException if the number is not positive, or if the order has another size
     */
    public static <T> List<Split<T>> getCrossValidationDatasets(Dataset<T> dataset, int folds, int[] order) {
        requirePositive("getCrossValidationDatasets", folds);
        int whole = dataset.size();
        int[] now = order == null ? IntStream.range(0, whole).toArray() : order.clone();
        List<Split<T>> splits = new ArrayList<>();
        for (int fold = folds - 1; fold >= 0; fold--) {
            int test = (int) ((long) whole * (fold + 1) / folds - (long) whole * fold / folds);
            splits.add(splitDataset(dataset, whole - test, now));
            // The test part goes to the front, so that the next one lies at the end.
            int[] next = new int[whole];
            System.arraycopy(now, whole - test, next, 0, test);
            System.arraycopy(now, 0, next, test, whole - test);
            now = next;
        }
        return splits;
    }

    /**
     * Splits for cross validation, at random.
     *
     * @param dataset what to split
     * @param folds number of splits
     * @param seed decides which example goes where
     * @param <T> type of an example
     * @return the splits, as {@link #getCrossValidationDatasets(Dataset, int)} describes them
     * @throws IllegalArgumentException if the number is not positive
     */
    public static <T> List<Split<T>> getCrossValidationDatasetsRandom(Dataset<T> dataset, int folds, long seed) {
        return getCrossValidationDatasets(dataset, folds, permutation(dataset.size(), seed));
    }

    private static int[] permutation(int size, long seed) {
        int[] order = IntStream.range(0, size).toArray();
        Random random = new Random(seed);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static void requirePositive(String operation, int n) {
        if (n <= 0) {
            throw new IllegalArgumentException(operation + ": the number of parts must be positive, got " + n);
        }
    }
}
