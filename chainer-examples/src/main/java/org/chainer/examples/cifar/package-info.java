/** Small colour images by a network in the style of VGG: Chainer's {@code examples/cifar}. */
package org.chainer.examples.cifar;
