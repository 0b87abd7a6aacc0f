package org.chainer.backend.reference;

/**
 * The counter-based random number generator Philox4x32-10: a bijection of 128-bit counters under a 64-bit key, ten rounds long.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011</a>
 */
final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;

    private final int key0;
    private final int key1;

    /** The generator whose key is the seed's low and high half. */
    Philox(long seed) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
    }

    /**
     * The words for successive counters, four for each.
     *
     * @param counter lower half of the first counter
     * @param stream upper half of all
     */
    void generate(long counter, long stream, int[] words, int blocks) {
        for (int block = 0; block < blocks; block++) {
            int c0 = (int) (counter + block);
            int c1 = (int) ((counter + block) >>> 32);
            int c2 = (int) stream;
            int c3 = (int) (stream >>> 32);
            int k0 = key0;
            int k1 = key1;
            for (int round = 0; round < ROUNDS; round++) {
                long product0 = MULTIPLIER_0 * (c0 & 0xffffffffL);
                long product1 = MULTIPLIER_1 * (c2 & 0xffffffffL);
                c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
                c1 = (int) product1;
                c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
                c3 = (int) product0;
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            words[4 * block] = c0;
            words[4 * block + 1] = c1;
            words[4 * block + 2] = c2;
            words[4 * block + 3] = c3;
        }
    }
}
