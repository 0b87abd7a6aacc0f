/**
 * A trained language model, loaded once and asked by several threads.
 *
 * <p>What is shared, and what is not: in {@code Chainer.noBackpropMode()} a forward pass only reads parameters and keeps nothing in functions, so threads may run the
 * same links at once, as long as nobody updates, loads or moves the parameters. The modes belong to the thread that sets them. A link with a state, such as {@code
 * LSTM}, writes its state in each call: give each thread (or each request) a {@code model.copy(CopyMode.SHARE)}, which costs a few objects and shares all arrays.
 * {@code TextGenerator} does that.
 */
package org.chainer.examples.serving;
