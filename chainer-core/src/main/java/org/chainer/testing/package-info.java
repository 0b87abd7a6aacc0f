/**
 * Help for people who test functions and links: gradients against finite differences, test cases for functions and links, comparisons of arrays,
 * combinations of parameters, repetitions. Needs no test framework: call it from tests of any. Chainer: {@code chainer.testing} and {@code
 * chainer.gradient_check}.
 */
package org.chainer.testing;
