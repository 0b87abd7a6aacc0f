/**
 * Arrays with NumPy's semantics on any device: {@link org.chainer.array.NDArray}, its shapes, dtypes and indices, functions that make and join
 * arrays ({@link org.chainer.array.NDArrays}), and random numbers ({@link org.chainer.array.RandomState}).
 */
package org.chainer.array;
