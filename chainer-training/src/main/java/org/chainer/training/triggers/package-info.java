/** Triggers: when extensions run and training ends. */
package org.chainer.training.triggers;
