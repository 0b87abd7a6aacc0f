package org.chainer.iterators;

/**
 * Decides in which order an epoch visits the examples. One with state of its own, such as a source of random numbers, implements {@link org.chainer.Stateful} to have it in snapshots.
 *
 * <p>Iterators that read ahead ask for the next epoch's order before the current one ends.
 */
@FunctionalInterface
public interface OrderSampler {

    /**
     * The next epoch's order.
     *
     * @param current the order of the epoch that ends; 0, 1, 2 … before the first
     * @param position how many examples of the current order were used
     * @return indices of examples; always the same number of them
     */
    int[] next(int[] current, int position);
}
