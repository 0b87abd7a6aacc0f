package org.chainer.backend.reference;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.RandomKernels;

/**
 * Philox, element by element. Each distribution has a stream of its own (the upper half of the counter), so that a call of one never meets the
 * numbers of another.
 */
public class ReferenceRandomKernels implements RandomKernels {
    private static final long UNIFORM = 0;
    private static final long NORMAL = 1;
    private static final long BERNOULLI = 2;
    private static final long INTEGERS = 3;

    @Override
    public void uniform(long seed, long offset, double low, double high, @Out NDArray y) {
        int bits = fractionBits(y.dtype());
        double unit = 1.0 / (1L << bits);
        generate(
                seed,
                offset,
                UNIFORM,
                1,
                y,
                (words, at) -> low + (high - low) * ((word64(words, at) >>> (64 - bits)) * unit));
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

    /** Box and Muller's method: the two elements of a block are the two coordinates of a point. */
    @Override
    public void normal(long seed, long offset, double mean, double deviation, @Out NDArray y) {
        generate(seed, offset, NORMAL, 1, y, (words, at) -> {
            double radius = Math.sqrt(-2 * Math.log(((word64(words, 0) >>> 11) + 1) * 0x1p-53));
            double angle = 2 * Math.PI * ((word64(words, 1) >>> 11) * 0x1p-53);
            return mean + deviation * radius * (at == 0 ? Math.cos(angle) : Math.sin(angle));
        });
    }

    @Override
    public void bernoulli(long seed, long offset, double probability, double scale, @Out NDArray y) {
        generate(
                seed,
                offset,
                BERNOULLI,
                2,
                y,
                (words, at) -> (words[at] & 0xffffffffL) * 0x1p-32 < probability ? scale : 0);
    }

    @Override
    public void integers(long seed, long offset, long low, long high, @Out NDArray y) {
        HostArray out = HostArray.writing(y);
        Philox philox = new Philox(seed);
        long[] tile = new long[(int) Math.min(HostArray.TILE, y.size())];
        for (long start = 0; start < y.size(); start += tile.length) {
            int n = (int) Math.min(tile.length, y.size() - start);
            for (int i = 0; i < n; i++) {
                long index = offset + start + i;
                int[] words = philox.block(index >>> 1, INTEGERS);
                tile[i] = low + unsignedMultiplyHigh(word64(words, (int) (index & 1)), high - low);
            }
            out.put(start, tile, 0, n);
        }
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private interface Distribution {
        double draw(int[] words, int at);
    }

    /** Fills y; each block of four words serves 2^{@code shift} neighbouring elements. */
    private static void generate(long seed, long offset, long stream, int shift, NDArray y, Distribution distribution) {
        HostArray out = HostArray.writing(y);
        Philox philox = new Philox(seed);
        double[] tile = new double[(int) Math.min(HostArray.TILE, y.size())];
        int mask = (1 << shift) - 1;
        int[] words = null;
        for (long start = 0; start < y.size(); start += tile.length) {
            int n = (int) Math.min(tile.length, y.size() - start);
            for (int i = 0; i < n; i++) {
                long index = offset + start + i;
                if (words == null || (index & mask) == 0) {
                    words = philox.block(index >>> shift, stream);
                }
                tile[i] = distribution.draw(words, (int) (index & mask));
            }
            out.put(start, tile, 0, n);
        }
    }

    private static long word64(int[] words, int at) {
        return (long) words[2 * at + 1] << 32 | words[2 * at] & 0xffffffffL;
    }
}
