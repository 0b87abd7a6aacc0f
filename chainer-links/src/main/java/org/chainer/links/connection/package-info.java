/** Links with weights: fully connected, convolutional, recurrent, embeddings. */
package org.chainer.links.connection;
