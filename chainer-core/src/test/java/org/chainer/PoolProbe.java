package org.chainer;

import org.chainer.backend.MemoryPool;

/** Reads a pool's live bytes in tests. */
public final class PoolProbe {
    private PoolProbe() {}

    /** Bytes in use once the collector finds nothing more that nobody refers to; what it finds arrives little by little. */
    public static long settledBytes(MemoryPool pool) {
        long last = -1;
        int unchanged = 0;
        while (unchanged < 3) {
            pool.trim();
            long used = pool.statistics().used();
            unchanged = used == last ? unchanged + 1 : 0;
            last = used;
        }
        return last;
    }
}
