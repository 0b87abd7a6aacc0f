package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.RandomKernels;

/** The reference's numbers: Philox, computed in double and rounded to the dtype. Kernels: random.cu. */
final class CudaRandomKernels implements RandomKernels {
    private static final String TOPIC = "random";

    private final CudaContext context;

    CudaRandomKernels(CudaContext context) {
        this.context = context;
    }

    @Override
    public void uniform(long seed, long offset, double low, double high, @Out NDArray y) {
        int bits = fractionBits(y.dtype());
        Extent extent = Extent.of(y);
        call("random_uniform", extent, y, seed, offset)
                .add(low)
                .add((high - low) / (1L << bits))
                .add(Long.SIZE - bits)
                .launch(extent.size());
    }

    /** As many random bits as the dtype has binary digits: so no number in [0, 1) is rounded up to 1. */
    private static int fractionBits(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 24;
            case FLOAT16 -> 11;
            case BFLOAT16 -> 8;
            default -> 53;
        };
    }

    @Override
    public void normal(long seed, long offset, double mean, double deviation, @Out NDArray y) {
        Extent extent = Extent.of(y);
        call("random_normal", extent, y, seed, offset).add(mean).add(deviation).launch(extent.size());
    }

    @Override
    public void bernoulli(long seed, long offset, double probability, double scale, @Out NDArray y) {
        Extent extent = Extent.of(y);
        call("random_bernoulli", extent, y, seed, offset)
                .add(probability)
                .add(scale)
                .launch(extent.size());
    }

    @Override
    public void integers(long seed, long offset, long low, long high, @Out NDArray y) {
        Extent extent = Extent.of(y);
        call("random_integers", extent, y, seed, offset).add(low).add(high).launch(extent.size());
    }

    private Arguments call(String kernel, Extent extent, NDArray y, long seed, long offset) {
        return context.call(TOPIC, kernel)
                .add(extent)
                .write(y, extent, 0)
                .add(seed)
                .add(offset);
    }
}
