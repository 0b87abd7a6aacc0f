package org.chainer.backend.reference;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.RandomKernels;

/**
 * Philox, tile by tile. Each distribution has a stream of its own (the upper half of the counter), so that a call of one never meets the
 * numbers of another. A uniform number, an integer or a normal number takes two of a block's four words, a bernoulli number one.
 */
public class ReferenceRandomKernels implements RandomKernels {
    private static final long UNIFORM = 0;
    private static final long NORMAL = 1;
    private static final long BERNOULLI = 2;
    private static final long INTEGERS = 3;

    @Override
    public void uniform(long seed, long offset, double low, double high, @Out NDArray y) {
        int bits = fractionBits(y.dtype());
        double unit = (high - low) / (1L << bits);
        int shift = 64 - bits;
        generate(seed, offset, UNIFORM, 2, y, (words, at, tile, n) -> {
            for (int i = 0; i < n; i++) {
                tile[i] = low + unit * (word64(words, at + 2 * i) >>> shift);
            }
        });
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
        generate(seed, offset, NORMAL, 2, y, (words, at, tile, n) -> {
            // A first element of no interest comes before the tile where the tile begins with the second of a block.
            for (int i = -(at >> 1); i < n; i += 2) {
                int block = at + 2 * i;
                double radius = deviation * Math.sqrt(-2 * Math.log(((word64(words, block) >>> 11) + 1) * 0x1p-53));
                double angle = 2 * Math.PI * ((word64(words, block + 2) >>> 11) * 0x1p-53);
                if (i >= 0) {
                    tile[i] = mean + radius * Math.cos(angle);
                }
                if (i + 1 < n) {
                    tile[i + 1] = mean + radius * Math.sin(angle);
                }
            }
        });
    }

    @Override
    public void bernoulli(long seed, long offset, double probability, double scale, @Out NDArray y) {
        generate(seed, offset, BERNOULLI, 1, y, (words, at, tile, n) -> {
            for (int i = 0; i < n; i++) {
                tile[i] = (words[at + i] & 0xffffffffL) * 0x1p-32 < probability ? scale : 0;
            }
        });
    }

    @Override
    public void integers(long seed, long offset, long low, long high, @Out NDArray y) {
        HostArray out = HostArray.writing(y);
        Philox philox = new Philox(seed);
        long[] tile = new long[(int) Math.min(HostArray.TILE, y.size())];
        int[] words = new int[2 * tile.length + 8];
        for (long start = 0; start < y.size(); start += tile.length) {
            int n = (int) Math.min(tile.length, y.size() - start);
            int at = words(philox, INTEGERS, 2, offset + start, n, words);
            for (int i = 0; i < n; i++) {
                tile[i] = low + unsignedMultiplyHigh(word64(words, at + 2 * i), high - low);
            }
            out.put(start, tile, 0, n);
        }
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private interface Distribution {
        /** Turns the words from index {@code at} on, which begins within the first block, into n numbers. */
        void draw(int[] words, int at, double[] tile, int n);
    }

    private static void generate(
            long seed, long offset, long stream, int wordsPerElement, NDArray y, Distribution distribution) {
        HostArray out = HostArray.writing(y);
        Philox philox = new Philox(seed);
        double[] tile = new double[(int) Math.min(HostArray.TILE, y.size())];
        int[] words = new int[wordsPerElement * tile.length + 8];
        for (long start = 0; start < y.size(); start += tile.length) {
            int n = (int) Math.min(tile.length, y.size() - start);
            int at = words(philox, stream, wordsPerElement, offset + start, n, words);
            distribution.draw(words, at, tile, n);
            out.put(start, tile, 0, n);
        }
    }

    /** Fills in the words of n elements from a given one on, and of the blocks they are in; gives the place of the first one's words. */
    private static int words(Philox philox, long stream, int wordsPerElement, long element, int n, int[] words) {
        int perBlock = 4 / wordsPerElement;
        int skipped = (int) (element & (perBlock - 1));
        philox.generate(Long.divideUnsigned(element, perBlock), stream, words, (skipped + n + perBlock - 1) / perBlock);
        return skipped * wordsPerElement;
    }

    private static long word64(int[] words, int at) {
        return (long) words[at + 1] << 32 | words[at] & 0xffffffffL;
    }
}
