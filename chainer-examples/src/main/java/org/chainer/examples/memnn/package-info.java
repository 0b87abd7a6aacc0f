/** End-to-end memory networks that answer questions on stories in the bAbI format, such as {@code SyntheticStories} makes up. */
package org.chainer.examples.memnn;
