/** A variational autoencoder of digits: Chainer's {@code examples/vae}. */
package org.chainer.examples.vae;
