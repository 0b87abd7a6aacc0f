/** Layers without their parameters: products, lookups, convolutions. */
package org.chainer.functions.connection;
