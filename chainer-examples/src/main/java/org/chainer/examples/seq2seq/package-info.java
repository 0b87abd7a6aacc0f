/** Translation with an LSTM that reads a sentence and one that writes its translation, measured by BLEU. */
package org.chainer.examples.seq2seq;
