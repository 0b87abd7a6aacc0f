package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/**
 * Random numbers of the counter-based generator Philox4x32-10: element {@code i} (in C order) of a call depends on the seed and on {@code
 * offset + i} alone, so it is the same on every device and for any number of threads.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011</a>
 */
public interface RandomKernels {

    /** Uniform on [low, high). */
    void uniform(long seed, long offset, double low, double high, @Out NDArray y);

    /** Normal with the given mean and standard deviation. */
    void normal(long seed, long offset, double mean, double deviation, @Out NDArray y);

    /** {@code scale} with probability {@code probability}, else 0: the mask of dropout. */
    void bernoulli(long seed, long offset, double probability, double scale, @Out NDArray y);

    /** Uniform integers on [low, high), for integer dtypes. */
    void integers(long seed, long offset, long low, long high, @Out NDArray y);
}
