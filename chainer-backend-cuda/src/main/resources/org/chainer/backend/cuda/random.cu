// org.chainer.backend.kernels.RandomKernels: Philox4x32-10. A thread takes a block of four words, which is one to four elements; the numbers are those of the reference to
// the last bit before they are rounded to the dtype, so sums and products of double are kept from being fused.

/** The streams of the distributions, the upper half of the counter. */
const unsigned UNIFORM = 0, NORMAL = 1, BERNOULLI = 2, INTEGERS = 3;

struct Words {
    unsigned at[4];
};

__device__ Words philox(uint64 seed, uint64 counter, unsigned stream) {
    unsigned c0 = (unsigned)counter, c1 = (unsigned)(counter >> 32), c2 = stream, c3 = 0;
    unsigned k0 = (unsigned)seed, k1 = (unsigned)(seed >> 32);
    for (int round = 0; round < 10; round++) {
        unsigned high0 = __umulhi(0xD2511F53u, c0), low0 = 0xD2511F53u * c0;
        unsigned high1 = __umulhi(0xCD9E8D57u, c2), low1 = 0xCD9E8D57u * c2;
        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return {{c0, c1, c2, c3}};
}

__device__ uint64 pair(const Words& words, int half) { return (uint64)words.at[2 * half + 1] << 32 | words.at[2 * half]; }

/** How many blocks of words hold the elements of a call, which begin with number {@code offset}. */
__device__ int64 blocks(uint64 offset, int64 size, int perBlock) {
    return ((int64)(offset % perBlock) + size + perBlock - 1) / perBlock;
}

/** The number in the call of a block's first element; negative for elements that come before the call's. */
__device__ int64 firstOf(uint64 offset, int64 block, int perBlock) { return block * perBlock - (int64)(offset % perBlock); }

/** A number of so many random bits, times a step, from a least one on. */
CHAINER_KERNEL random_uniform(Extent extent, View y, uint64 seed, uint64 offset, double low, double step, int shift) {
    FOR_EACH(block, blocks(offset, extent.size, 2)) {
        int64 first = firstOf(offset, block, 2);
        Words words = philox(seed, offset / 2 + block, UNIFORM);
        for (int j = 0; j < 2; j++) {
            if (first + j >= 0 && first + j < extent.size) {
                put<double>(extent, y, first + j, __dadd_rn(low, __dmul_rn(step, (double)(pair(words, j) >> shift))));
            }
        }
    }
}

/** Box and Muller's method: a block's two elements are the two coordinates of a point. */
CHAINER_KERNEL random_normal(Extent extent, View y, uint64 seed, uint64 offset, double mean, double deviation) {
    FOR_EACH(block, blocks(offset, extent.size, 2)) {
        int64 first = firstOf(offset, block, 2);
        Words words = philox(seed, offset / 2 + block, NORMAL);
        double radius = deviation * sqrt(-2 * log((double)((pair(words, 0) >> 11) + 1) * 1.1102230246251565e-16));
        double angle = 6.283185307179586 * ((double)(pair(words, 1) >> 11) * 1.1102230246251565e-16);
        if (first >= 0) {
            put<double>(extent, y, first, __dadd_rn(mean, __dmul_rn(radius, cos(angle))));
        }
        if (first + 1 < extent.size) {
            put<double>(extent, y, first + 1, __dadd_rn(mean, __dmul_rn(radius, sin(angle))));
        }
    }
}

CHAINER_KERNEL random_bernoulli(Extent extent, View y, uint64 seed, uint64 offset, double probability, double scale) {
    FOR_EACH(block, blocks(offset, extent.size, 4)) {
        int64 first = firstOf(offset, block, 4);
        Words words = philox(seed, offset / 4 + block, BERNOULLI);
        for (int j = 0; j < 4; j++) {
            if (first + j >= 0 && first + j < extent.size) {
                double number = (double)words.at[j] * 2.3283064365386963e-10;
                put<double>(extent, y, first + j, number < probability ? scale : 0.0);
            }
        }
    }
}

CHAINER_KERNEL random_integers(Extent extent, View y, uint64 seed, uint64 offset, int64 low, int64 high) {
    uint64 count = (uint64)high - (uint64)low;
    FOR_EACH(block, blocks(offset, extent.size, 2)) {
        int64 first = firstOf(offset, block, 2);
        Words words = philox(seed, offset / 2 + block, INTEGERS);
        for (int j = 0; j < 2; j++) {
            if (first + j >= 0 && first + j < extent.size) {
                put<int64>(extent, y, first + j, (int64)((uint64)low + __umul64hi(pair(words, j), count)));
            }
        }
    }
}
