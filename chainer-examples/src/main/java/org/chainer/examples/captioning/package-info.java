/** Sentences that describe images, by a recurrent network: Chainer's {@code examples/image_captioning}. */
package org.chainer.examples.captioning;
