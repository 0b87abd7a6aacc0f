/** Hand-written digits by a perceptron of three layers: Chainer's {@code examples/mnist}. */
package org.chainer.examples.mnist;
