/** Activations with parameters. */
package org.chainer.links.activation;
