/** Helpers of functions and links: checks of inputs, sizes of convolutions, sparse matrices, sampling. Chainer: {@code chainer.utils}. */
package org.chainer.utils;
