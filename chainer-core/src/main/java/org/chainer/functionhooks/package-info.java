/** Hooks around functions: measure time and memory, print what functions get. Chainer: {@code chainer.function_hooks}. */
package org.chainer.functionhooks;
