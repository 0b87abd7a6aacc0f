/** Iterators over data sets: in order, shuffled, at several positions at once, and ahead of time. */
package org.chainer.iterators;
