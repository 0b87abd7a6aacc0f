/**
 * Probability distributions whose parameters are variables, so that log-probabilities, samples and divergences can be differentiated by them. A
 * distribution stands for a batch of distributions, one for each element of its parameters' batch axes.
 */
package org.chainer.distributions;
