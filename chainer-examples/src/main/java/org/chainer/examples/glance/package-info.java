/** Chainer at a glance: mushrooms, edible or poisonous. Chainer's {@code examples/glance}. */
package org.chainer.examples.glance;
