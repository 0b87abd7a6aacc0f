package org.chainer.datasets;

import org.chainer.array.NDArray;

/**
 * Texts for training, validation and test as word ids: one-dimensional int32 arrays.
 *
 * @param train the training text
 * @param valid the validation text
 * @param test the test text
 */
public record WordSequences(NDArray train, NDArray valid, NDArray test) {}
