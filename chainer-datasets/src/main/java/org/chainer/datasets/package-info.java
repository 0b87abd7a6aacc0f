/**
 * Data sets: readers for well-known ones (Penn Treebank, MNIST and its relatives, CIFAR, SVHN), made-up stand-ins that need
 * no file, and wrappers that combine, split, transform or load what the user has.
 */
package org.chainer.datasets;
