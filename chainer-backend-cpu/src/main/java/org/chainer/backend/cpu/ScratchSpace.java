package org.chainer.backend.cpu;

import java.util.ArrayDeque;

/**
 * Scratch space for primitives: as many blocks as have run at once, each as large as the largest that it served, up to a limit above
 * which blocks are not kept.
 */
final class ScratchSpace {
    private static final long MOST_KEPT = 16L << 20;
    private static final long STEP = 64L << 10;
    private static final ArrayDeque<NativeBlock> FREE = new ArrayDeque<>();

    private ScratchSpace() {}

    /** A block of at least this many bytes for one run. */
    static NativeBlock take(long bytes) {
        NativeBlock block;
        synchronized (FREE) {
            block = FREE.pollLast();
        }
        if (block != null && block.bytes() >= bytes) {
            return block;
        }
        if (block != null) {
            block.free();
        }
        return NativeBlock.allocate((bytes + STEP - 1) / STEP * STEP);
    }

    /** Takes a block back; null is allowed. */
    static void giveBack(NativeBlock block) {
        if (block == null) {
            return;
        }
        if (block.bytes() > MOST_KEPT) {
            block.free();
            return;
        }
        synchronized (FREE) {
            FREE.addLast(block);
        }
    }
}
