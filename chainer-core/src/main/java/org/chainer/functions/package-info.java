/** The facade {@link org.chainer.functions.F}; the functions themselves are in the packages below, one class each. */
package org.chainer.functions;
