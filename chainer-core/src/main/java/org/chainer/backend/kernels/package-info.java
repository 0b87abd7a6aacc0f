/**
 * What a device computes, one interface a topic.
 *
 * <p>Kernels write into arrays that the caller gives them ({@link org.chainer.backend.Out}) and never allocate a result, so callers reuse and
 * accumulate. Callers check shapes, dtypes and devices before they call; kernels check again what could make native code read or write outside
 * an array. Callers keep the arrays reachable until the call returns.
 */
package org.chainer.backend.kernels;
