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
    private final Backend backend;
    private final String name;
    private final KernelSet kernels;

    /** A device of a backend, by the name under which it is found, with its kernels. */
    protected Device(Backend backend, String name, KernelSet kernels) {
        this.backend = backend;
        this.name = name;
        this.kernels = kernels;
    }

    /** The name that {@link Devices#get} understands: {@code cpu}, {@code cuda:0}. */
    public final String name() {
        return name;
    }

    /** The backend that this device belongs to. */
    public final Backend backend() {
        return backend;
    }

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

    /**
     * Lets what this thread asks for until the scope is closed wait for more of its kind, such as the updates of a model's parameters, where that is faster; results are the same as
     * without.
     */
    public WorkBatch batch() {
        return () -> {};
    }

    /** Makes this the current thread's device for new arrays until the scope is closed. */
    public final DeviceScope use() {
        return new DeviceScope(this);
    }

    /** The kernels of all topics. */
    public final KernelSet kernels() {
        return kernels;
    }

    /** Arithmetic element by element. */
    public final ElementwiseKernels elementwise() {
        return kernels.elementwise();
    }

    /** Sums, maxima and the like over axes. */
    public final ReductionKernels reduction() {
        return kernels.reduction();
    }

    /** Matrix products and decompositions. */
    public final LinalgKernels linalg() {
        return kernels.linalg();
    }

    /** Gathering, scattering and sorting. */
    public final IndexingKernels indexing() {
        return kernels.indexing();
    }

    /** Convolutions and im2col. */
    public final ConvolutionKernels convolution() {
        return kernels.convolution();
    }

    /** Pooling. */
    public final PoolingKernels pooling() {
        return kernels.pooling();
    }

    /** Softmax and normalisation by statistics. */
    public final NormalizationKernels normalization() {
        return kernels.normalization();
    }

    /** Cells of recurrent networks. */
    public final RnnKernels rnn() {
        return kernels.rnn();
    }

    /** Fused losses. */
    public final LossKernels loss() {
        return kernels.loss();
    }

    /** Random numbers. */
    public final RandomKernels random() {
        return kernels.random();
    }

    /** Fused parameter updates. */
    public final OptimizerKernels optimizer() {
        return kernels.optimizer();
    }

    @Override
    public final String toString() {
        return name();
    }
}
