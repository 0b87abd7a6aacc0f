/**
 * The CPU backend: kernels for the host's processor on oneDNN (float32), OpenBLAS (float64, LAPACK) and Java loops over heap tiles.
 *
 * <p>From the bottom up: {@code NativeLibraries} loads, {@code CpuThreads} bounds threads, {@code NativeBlock} holds memory, {@code OneDnn…} and
 * {@code OpenBlas} call native code on checked addresses, and {@code Cpu…Kernels} choose between them and the reference loops.
 *
 * <p>By oneDNN go products, convolutions, means of windows, batch and layer normalisation, softmax, logarithms and their like, arithmetic on large arrays and strided copies. Vectorised Java
 * loops do what oneDNN does worse: short arrays, folds (it adds up in float32, we in float64), maxima of windows (it drops NaN).
 */
package org.chainer.backend.cpu;
