/** The training loop: trainer, updaters, extensions and triggers. */
package org.chainer.training;
