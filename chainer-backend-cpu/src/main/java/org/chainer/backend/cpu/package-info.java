/**
 * The CPU backend: kernels for the host's processor on oneDNN (float32), OpenBLAS (float64, LAPACK) and Java loops over heap tiles.
 *
 * <p>From the bottom up: {@code NativeLibraries} loads, {@code CpuThreads} bounds threads, {@code NativeBlock} holds memory, {@code OneDnn…} and
 * {@code OpenBlas} call native code on checked addresses, and {@code Cpu…Kernels} choose between them and the reference loops.
 */
package org.chainer.backend.cpu;
