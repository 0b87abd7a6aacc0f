/** Sound, sample by sample, from its spectrogram: Chainer's {@code examples/wavenet}. */
package org.chainer.examples.wavenet;
