/** Initializers: what new parameters are filled with. */
package org.chainer.initializers;
