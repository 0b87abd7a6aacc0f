package org.chainer.datasets;

import java.util.function.Function;

/**
 * What a data set offers for training, and what for the test.
 *
 * @param train for training
 * @param test for the test
 * @param <D> type of the data sets
 */
public record TrainTest<D>(D train, D test) {

    /**
     * Applies a function to both.
     *
     * @param function the function
     * @param <E> type of its results
     * @return its results
     */
    public <E> TrainTest<E> map(Function<? super D, ? extends E> function) {
        return new TrainTest<>(function.apply(train), function.apply(test));
    }
}
