/** Optimizers, each with the update rule that it makes for each parameter. */
package org.chainer.optimizers;
