/** Updaters: what one training iteration is. */
package org.chainer.training.updaters;
