/** What the examples share: options, answers to wrong ones, pictures of data and results, and what a model looks like. */
package org.chainer.examples.common;
