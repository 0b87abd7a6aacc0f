/** For tests of extensions and triggers: a trainer whose updater only counts. */
package org.chainer.training.testing;
