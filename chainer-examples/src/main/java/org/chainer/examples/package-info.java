/** The examples, run from one jar by name. */
package org.chainer.examples;
