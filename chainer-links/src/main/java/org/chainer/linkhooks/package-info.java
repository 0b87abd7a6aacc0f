/** Link hooks: normalisations of weights, and a clock. Chainer: {@code chainer.link_hooks}. */
package org.chainer.linkhooks;
