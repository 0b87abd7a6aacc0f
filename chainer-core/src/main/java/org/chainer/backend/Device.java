package org.chainer.backend;

import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ConvolutionKernels;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.IndexingKernels;
import org.chainer.backend.kernels.LinalgKernels;
import org.chainer.backend.kernels.LossKernels;
import org.chainer.backend.kernels.NormalizationKernels;
import org.chainer.backend.kernels.OptimizerKernels;
import org.chainer.backend.kernels.PoolingKernels;
import org.chainer.backend.kernels.RandomKernels;
import org.chainer.backend.kernels.ReductionKernels;
import org.chainer.backend.kernels.RnnKernels;

/** A place where arrays live and are computed with: its memory and, by topic, its kernels. Get one from {@link Devices}. Thread-safe. */
public abstract class Device {

    /** The name that {@link Devices#get} understands: {@code cpu}, {@code cuda:0}. */
    public abstract String name();

    /** The backend that this device belongs to. */
    public abstract Backend backend();

    /** The pool of this device's memory. */
    public abstract MemoryPool pool();

    /** Whether this device's memory blocks are {@link HostBlock}s. */
    public boolean isHost() {
        return true;
    }

    /**
     * Copies the elements of an array to an array of the same shape and dtype, one or both of which are on this device.
     *
     * @throws IllegalArgumentException if shapes or dtypes differ
     */
    public abstract void transfer(NDArray from, NDArray to);

    /** Waits until everything that was asked of this device is done. */
    public void synchronize() {}

    /** Makes this the current thread's device for new arrays until the scope is closed. */
    public final DeviceScope use() {
        return new DeviceScope(this);
    }

    /** Arithmetic element by element. */
    public abstract ElementwiseKernels elementwise();

    /** Sums, maxima and the like over axes. */
    public abstract ReductionKernels reduction();

    /** Matrix products and decompositions. */
    public abstract LinalgKernels linalg();

    /** Gathering, scattering and sorting. */
    public abstract IndexingKernels indexing();

    /** Convolutions and im2col. */
    public abstract ConvolutionKernels convolution();

    /** Pooling. */
    public abstract PoolingKernels pooling();

    /** Softmax and normalisation by statistics. */
    public abstract NormalizationKernels normalization();

    /** Cells of recurrent networks. */
    public abstract RnnKernels rnn();

    /** Fused losses. */
    public abstract LossKernels loss();

    /** Random numbers. */
    public abstract RandomKernels random();

    /** Fused parameter updates. */
    public abstract OptimizerKernels optimizer();

    @Override
    public final String toString() {
        return name();
    }
}
