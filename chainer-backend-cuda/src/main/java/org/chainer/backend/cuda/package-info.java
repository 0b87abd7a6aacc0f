/**
 * The backend for NVIDIA devices: the same programs on {@code cuda:0}.
 *
 * <p>{@link org.chainer.backend.cuda.CudaBackend} is found by itself; without driver, library or device it says what is missing, and nothing else changes. NVIDIA's
 * libraries (CUDA 13, cuDNN 9) come from the machine.
 *
 * <p><b>How it works.</b> All work of a device runs in one stream, in the order in which it was asked for. Calls return at once; the host waits only where it reads
 * values ({@code item()}, {@code toFloatArray()}, a copy to a host device). Memory comes from a {@link org.chainer.backend.MemoryPool}; what is given back may be
 * lent again at once, since the new work comes after the old in the stream. {@link org.chainer.backend.cuda.CudaDevice#statistics()} counts launches, copies, waits and fallbacks.
 *
 * <p><b>Kernels</b> of our own are CUDA C++ in resources of this package, one file for each topic of {@link org.chainer.backend.kernels}, compiled by NVRTC when
 * first used and kept on disk ({@code -Dchainer.cuda.cache}, default {@code ~/.chainer/kernel_cache}).
 *
 * <p><b>Indices and labels</b> are checked at the call, as on every device. What came from the host as a small array of int32 or int64 is remembered there until it is written again, so
 * checking (and reading it back) needs no wait; indices that the device computed are waited for. Kernels leave out indices out of range all the same: they touch no memory but their
 * arguments'.
 *
 * <p><b>What runs on the host.</b> A kernel that the device lacks is run by the reference on copies of its arguments: slow, with two copies and a wait. Each time is counted by
 * name in {@link org.chainer.backend.cuda.CudaStatistics#fallbacks()}, and {@link org.chainer.backend.cuda.FallbackHook} tells which functions are concerned. These are:
 * <ul>
 *   <li>products of integers, inverses, determinants, Cholesky, eigenvalue and singular value decompositions, Fourier transforms, sparse products;
 *   <li>convolutions of bfloat16 or over more than three axes, and of empty arrays; pooling over more than four axes, and of regions of interest
 *       in empty arrays;
 *   <li>statistics of empty arrays in batch normalisation.
 * </ul>
 *
 * <p><b>How a topic is added.</b>
 * <ol>
 *   <li>Write {@code topic.cu} beside {@code elementwise.cu}. {@code common.cuh} stands before it: {@code CHAINER_KERNEL name(…)} declares a kernel (names are unique over
 *       all topics); {@code Extent} and {@code View} describe arrays of any strides and dtype, {@code get<C>} and {@code put<C>} read and write an element as number of type C;
 *       {@code Global<T>} is a plain pointer. Use {@code Global<T>}, {@code cell<T>}, {@code load} and {@code store} for all global memory: the emulator
 *       of the tests checks each access through them. Shared memory is declared with fixed sizes; {@code __syncthreads} and {@code __shfl_xor_sync} work.
 *   <li>Write {@code Cuda<Topic>Kernels} with a {@code CudaContext}: {@code context.call("topic", "kernel").add(extent).read(x, extent, 0).write(y, extent, 1).add(number).launch(size)};
 *       arguments in the order of the kernel's parameters, {@code int}, {@code long} (int64), {@code float} and {@code double} exactly as it declares them.
 *       Methods without a kernel call the same method of a {@code Staging.of(Topic.class, new ReferenceTopic(), context)}.
 *   <li>Put it into {@code CudaDevice.kernels}, and run {@code CudaKernelContractTest}.
 * </ol>
 */
package org.chainer.backend.cuda;
