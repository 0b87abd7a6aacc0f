/**
 * Iterators over data sets: in order, shuffled, at several positions at once, and ahead of time.
 *
 * <p>Chainer's {@code DaliIterator} has no counterpart: it wraps a pipeline of NVIDIA DALI, which has no interface for Java. A data set that decodes in {@code get}, read by a {@link
 * org.chainer.iterators.MultiprocessIterator}, takes its place.
 */
package org.chainer.iterators;
