/** Losses: of scores and labels, of distances, of sequences, of distributions. */
package org.chainer.functions.loss;
