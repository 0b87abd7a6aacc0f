/** Cells of recurrent networks, and whole sequences at once. */
package org.chainer.functions.rnn;
