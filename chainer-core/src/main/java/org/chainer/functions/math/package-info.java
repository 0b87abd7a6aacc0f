/** Arithmetic, reductions, products and decompositions of matrices, and special functions. */
package org.chainer.functions.math;
