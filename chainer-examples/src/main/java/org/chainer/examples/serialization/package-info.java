/** Saves a model and loads it again: Chainer's {@code examples/serialization}. */
package org.chainer.examples.serialization;
