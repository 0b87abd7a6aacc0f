package org.chainer.backend;

/** Makes and destroys the blocks that a {@link MemoryPool} manages; implemented by each backend. Called under the pool's lock. */
public interface BlockAllocator {

    /**
     * A new block of at least this many bytes, aligned to 64 bytes, its content arbitrary.
     *
     * @throws OutOfMemoryException if the system has no such block
     */
    Block allocate(long bytes);

    /** Gives a block back to the system. The pool calls this at most once for a block, when nobody uses it any more. */
    void free(Block block);
}
