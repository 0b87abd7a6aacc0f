/** Sentiment of sentences by recursive networks over their trees: one node at a time, or all nodes of one height at once. */
package org.chainer.examples.sentiment;
