/**
 * What training reads: the interfaces {@link org.chainer.dataset.Dataset} and its examples, iterators over them, converters
 * that make batches, and the cache of downloaded files.
 */
package org.chainer.dataset;
