package org.chainer.backend.reference;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.chainer.backend.Block;
import org.chainer.backend.BlockAllocator;
import org.chainer.backend.HostBlock;
import org.chainer.backend.OutOfMemoryException;

/**
 * Blocks of direct buffers. Small blocks are cut from chunks, which stay for good; a large block has buffers of its own, left to the collector
 * when it is freed.
 */
final class DirectBufferAllocator implements BlockAllocator {
    private static final int ALIGNMENT = 64;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int SMALL_BYTES = CHUNK_BYTES / 16;

    private final Map<Long, ArrayDeque<Block>> pieces = new HashMap<>();
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    @Override
    public Block allocate(long bytes) {
        try {
            if (bytes <= SMALL_BYTES) {
                ArrayDeque<Block> returned = pieces.get(bytes);
                if (returned != null && !returned.isEmpty()) {
                    return returned.pop();
                }
                if (chunk.remaining() < bytes) {
                    chunk = aligned(CHUNK_BYTES);
                }
                int start = chunk.position();
                chunk.position(start + (int) bytes);
                return new HostBlock(chunk.slice(start, (int) bytes));
            }
            int windows = (int) ((bytes + (1 << HostBlock.WINDOW_BITS) - 1) >>> HostBlock.WINDOW_BITS);
            ByteBuffer[] buffers = new ByteBuffer[windows];
            long rest = bytes;
            for (int i = 0; i < windows; i++) {
                buffers[i] = aligned((int) Math.min(rest, 1 << HostBlock.WINDOW_BITS));
                rest -= buffers[i].remaining();
            }
            return new HostBlock(buffers);
        } catch (OutOfMemoryError e) {
            throw new OutOfMemoryException(
                    "the JVM has no direct memory left for " + bytes + " bytes (-XX:MaxDirectMemorySize)", e);
        }
    }

    private static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(bytes + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, bytes);
    }

    /** A large block's buffers go when the collector finds them unreachable; a piece of a chunk is kept for the next request of its size. */
    @Override
    public void free(Block block) {
        if (block.bytes() <= SMALL_BYTES) {
            pieces.computeIfAbsent(block.bytes(), key -> new ArrayDeque<>()).push(block);
        }
    }
}
