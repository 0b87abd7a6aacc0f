package org.chainer.backend.cuda;

/**
 * How the threads of the kernels' blocks are spread over groups that they fold: so many lanes for each group, a power of 2. lanes.cuh says what a lane does.
 *
 * @param along whether a group's lanes are neighbouring threads, because its elements are neighbours
 */
record Lanes(int count, boolean along) {
    static final int THREADS = 256;
    static final int MOST_BLOCKS = 1 << 16;
    private static final int ELEMENTS_OF_LANE = 4;
    /** So many groups keep a device busy with a thread for each. */
    private static final int MANY_GROUPS = 1 << 15;
    /** More would leave too few neighbouring threads for neighbouring elements. */
    private static final int MOST_ACROSS = 32;

    /** Lanes for groups of so many elements. */
    static Lanes of(long groups, long elements, boolean along) {
        if (!along && groups >= MANY_GROUPS) {
            return new Lanes(1, false);
        }
        int count = 1;
        int most = along ? THREADS : MOST_ACROSS;
        while (count < most && (long) count * ELEMENTS_OF_LANE < elements) {
            count *= 2;
        }
        return new Lanes(count, along);
    }

    /** Lanes for groups whose elements lie apart by one stride, as do neighbouring groups by another. */
    static Lanes of(Extent kept, Extent folded, int array) {
        return of(kept.size(), folded.size(), stride(folded, array) <= stride(kept, array));
    }

    private static long stride(Extent extent, int array) {
        return extent.size() == 1 ? Long.MAX_VALUE : Math.abs(extent.strides()[array][extent.rank() - 1]);
    }

    /** Blocks for so many groups; a block may take several, one after the other. */
    int blocks(long groups) {
        int perBlock = THREADS / count;
        return (int) Math.min((groups + perBlock - 1) / perBlock, MOST_BLOCKS);
    }
}
