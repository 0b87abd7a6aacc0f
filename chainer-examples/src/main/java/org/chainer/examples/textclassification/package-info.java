/** Classification of texts by an LSTM, by convolution over words, or by a bag of words; and of your own sentences with the trained model. */
package org.chainer.examples.textclassification;
