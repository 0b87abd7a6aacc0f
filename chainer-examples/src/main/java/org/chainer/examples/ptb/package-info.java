/** A recurrent language model on the Penn Treebank corpus, or on a made-up language of known entropy. */
package org.chainer.examples.ptb;
