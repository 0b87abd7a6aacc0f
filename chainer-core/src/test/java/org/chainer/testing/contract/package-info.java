/**
 * The contract that every backend keeps: each kernel gives what the reference gives, over dtypes, views, empty and zero-dimensional arrays, in place
 * and from several threads. A backend's tests run it by extending {@link org.chainer.testing.contract.KernelContract}.
 */
package org.chainer.testing.contract;
