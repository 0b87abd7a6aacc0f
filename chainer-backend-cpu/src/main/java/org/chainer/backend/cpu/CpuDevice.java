package org.chainer.backend.cpu;

import org.chainer.array.NDArray;
import org.chainer.backend.Backend;
import org.chainer.backend.Device;
import org.chainer.backend.MemoryLimit;
import org.chainer.backend.MemoryPool;
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
import org.chainer.backend.reference.HostTransfer;
import org.chainer.backend.reference.ReferenceRandomKernels;

/** The device of {@link CpuBackend}. */
final class CpuDevice extends Device {
    private final Backend backend;
    private final MemoryPool pool = new MemoryPool(this, new NativeAllocator(), MemoryLimit.bytes());
    private final ElementwiseKernels elementwise = new CpuElementwiseKernels();
    private final ReductionKernels reduction = new CpuReductionKernels();
    private final LinalgKernels linalg = new CpuLinalgKernels();
    private final IndexingKernels indexing = new CpuIndexingKernels();
    private final ConvolutionKernels convolution = new CpuConvolutionKernels();
    private final PoolingKernels pooling = new CpuPoolingKernels();
    private final NormalizationKernels normalization = new CpuNormalizationKernels();
    private final RnnKernels rnn = new CpuRnnKernels();
    private final LossKernels loss = new CpuLossKernels();
    private final RandomKernels random = new ReferenceRandomKernels();
    private final OptimizerKernels optimizer = new CpuOptimizerKernels();

    CpuDevice(Backend backend) {
        this.backend = backend;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public MemoryPool pool() {
        return pool;
    }

    @Override
    public void transfer(NDArray from, NDArray to) {
        HostTransfer.copy(from, to);
    }

    @Override
    public ElementwiseKernels elementwise() {
        return elementwise;
    }

    @Override
    public ReductionKernels reduction() {
        return reduction;
    }

    @Override
    public LinalgKernels linalg() {
        return linalg;
    }

    @Override
    public IndexingKernels indexing() {
        return indexing;
    }

    @Override
    public ConvolutionKernels convolution() {
        return convolution;
    }

    @Override
    public PoolingKernels pooling() {
        return pooling;
    }

    @Override
    public NormalizationKernels normalization() {
        return normalization;
    }

    @Override
    public RnnKernels rnn() {
        return rnn;
    }

    @Override
    public LossKernels loss() {
        return loss;
    }

    @Override
    public RandomKernels random() {
        return random;
    }

    @Override
    public OptimizerKernels optimizer() {
        return optimizer;
    }
}
