/** Losses with parameters. */
package org.chainer.links.loss;
