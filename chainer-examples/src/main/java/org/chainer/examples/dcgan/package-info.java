/** A generative adversarial network of small images: Chainer's {@code examples/dcgan}. */
package org.chainer.examples.dcgan;
