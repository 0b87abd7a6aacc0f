/** Large convolutional networks for large images, listed in a file: Chainer's {@code examples/imagenet}. */
package org.chainer.examples.imagenet;
