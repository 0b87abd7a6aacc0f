package org.chainer.backend;

/** A piece of device memory as a backend's allocator made it; a {@link MemoryPool} lends it out again and again. */
public abstract class Block {
    private final long bytes;

    /** A block of this many usable bytes. */
    protected Block(long bytes) {
        this.bytes = bytes;
    }

    /** Number of usable bytes. */
    public final long bytes() {
        return bytes;
    }
}
