/** Part-of-speech tagging with a conditional random field. */
package org.chainer.examples.pos;
