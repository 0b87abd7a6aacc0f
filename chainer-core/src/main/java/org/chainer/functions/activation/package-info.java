/** Activation functions: element by element, or along an axis. */
package org.chainer.functions.activation;
