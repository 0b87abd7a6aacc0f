/** Word vectors: skip-gram and continuous bag of words, and a search for the nearest words. */
package org.chainer.examples.word2vec;
