package org.chainer.backend;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memory of one device: lends blocks, takes them back and lends them again.
 *
 * <p>Blocks are kept by size class (four classes to each power of two). A block comes back when its {@link Memory} is released, closed, or
 * found unreachable by the garbage collector; the last is noticed at the next allocation. Since the collector knows nothing of
 * device memory, the pool asks for a collection when the bytes lent to arrays that a user may hold pass a threshold, which adapts so that
 * collections take a small part of the time (see {@link CollectionPolicy}), and once more before it reports that memory is exhausted.
 *
 * <p>Thread-safe.
 */
public final class MemoryPool {
    private static final int LAST_ATTEMPT = 3;
    private static final long ALIGNMENT = 64;

    private final Device device;
    private final BlockAllocator allocator;
    private final long limit;
    private final String limitProperty;
    private final CollectionPolicy policy;
    private final ReferenceQueue<Memory> unreachable = new ReferenceQueue<>();
    private final TreeMap<Long, ArrayDeque<Block>> free = new TreeMap<>();
    private final Lease leases = new Lease(this);
    private long usedBytes;
    private long heldBytes;
    private long peakBytes;
    private long allocations;
    private long totalLent;
    private long totalAcquired;

    /**
     * A pool for a device.
     *
     * @param limit the most bytes that the pool takes from the system
     */
    public MemoryPool(Device device, BlockAllocator allocator, long limit) {
        this(device, allocator, limit, MemoryLimit.PROPERTY);
    }

    /**
     * A pool for a device.
     *
     * @param limit the most bytes that the pool takes from the system
     * @param limitProperty the system property that sets the limit, for messages
     */
    public MemoryPool(Device device, BlockAllocator allocator, long limit, String limitProperty) {
        this.device = device;
        this.allocator = allocator;
        this.limit = limit;
        this.limitProperty = limitProperty;
        this.policy = new CollectionPolicy(Math.max(limit / 8, 1 << 20));
    }

    /** A block on loan. The collector reports here when no array refers to it any more. */
    static final class Lease extends PhantomReference<Memory> {
        private final Block block;
        private Lease previous;
        private Lease next;

        private Lease(MemoryPool pool) {
            super(null, null);
            block = null;
            previous = this;
            next = this;
        }

        private Lease(Memory memory, Block block, MemoryPool pool) {
            super(memory, pool.unreachable);
            this.block = block;
            previous = pool.leases;
            next = pool.leases.next;
            next.previous = this;
            pool.leases.next = this;
        }

        Block block() {
            return block;
        }

        private boolean unlink() {
            if (next == null) {
                return false;
            }
            previous.next = next;
            next.previous = previous;
            next = null;
            previous = null;
            return true;
        }
    }

    /** What a pool holds at one moment, in bytes. */
    public record Statistics(
            long used,
            long held,
            long peak,
            long limit,
            long allocations,
            long collections,
            long totalLent,
            long totalAcquired) {
        @Override
        public String toString() {
            return megabytes(used) + " in use, " + megabytes(held) + " held, peak " + megabytes(peak) + ", limit "
                    + megabytes(limit);
        }
    }

    /** The device whose memory this is. */
    public Device device() {
        return device;
    }

    /**
     * Lends memory for an array; its content is arbitrary.
     *
     * @throws OutOfMemoryException if the limit, or the system, does not allow it even after a collection
     */
    public Memory allocate(long bytes) {
        if (policy.isDue()) {
            policy.collect();
        }
        Memory memory = new Memory(this, bytes);
        memory.lend(lease(memory, bytes));
        MemoryScope.allocated(memory);
        return memory;
    }

    /** A block for a memory that has none. */
    Lease lease(Memory memory, long bytes) {
        long size = sizeClass(bytes);
        Block block;
        synchronized (this) {
            reclaim();
            block = take(size, null);
        }
        // On a busy machine the references that a collection has cleared may arrive late.
        for (int attempt = 1; block == null; attempt++) {
            policy.collectFully();
            synchronized (this) {
                reclaim();
                block = take(size, attempt < LAST_ATTEMPT ? null : bytes);
            }
        }
        synchronized (this) {
            return new Lease(memory, block, this);
        }
    }

    /** Bytes used, held and so on, now. */
    public synchronized Statistics statistics() {
        reclaim();
        return new Statistics(
                usedBytes, heldBytes, peakBytes, limit, allocations, policy.collections(), totalLent, totalAcquired);
    }

    /** Sets the peak back to what is in use now, so that the next phase can be measured. */
    public synchronized void resetPeak() {
        peakBytes = usedBytes;
    }

    /** Asks the collector for arrays that nobody refers to, takes back their memory and gives unused blocks to the system. */
    public void trim() {
        policy.collectFully();
        synchronized (this) {
            reclaim();
            freeUnused();
        }
    }

    void escaped(long bytes) {
        policy.escaped(bytes);
    }

    void giveBack(Lease lease) {
        synchronized (this) {
            takeBack(lease);
        }
    }

    private void reclaim() {
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            takeBack((Lease) found);
        }
    }

    private void takeBack(Lease lease) {
        if (lease.unlink()) {
            lease.clear();
            long size = lease.block.bytes();
            usedBytes -= size;
            free.computeIfAbsent(size, key -> new ArrayDeque<>()).addLast(lease.block);
        }
    }

    /** A block of that size; if there is none, null, or, where the number of bytes asked for is given, an error that names it. */
    private Block take(long size, Long lastRequest) {
        ArrayDeque<Block> blocks = free.get(size);
        Block block = blocks == null ? null : blocks.pollLast();
        if (block == null) {
            if (heldBytes + size > limit) {
                freeUnused();
            }
            if (heldBytes + size > limit) {
                return none(lastRequest, null);
            }
            try {
                block = allocator.allocate(size);
            } catch (OutOfMemoryException e) {
                freeUnused();
                try {
                    block = allocator.allocate(size);
                } catch (OutOfMemoryException again) {
                    return none(lastRequest, again);
                }
            }
            heldBytes += size;
            totalAcquired += size;
        }
        allocations++;
        totalLent += size;
        usedBytes += size;
        peakBytes = Math.max(peakBytes, usedBytes);
        return block;
    }

    private Block none(Long lastRequest, OutOfMemoryException cause) {
        if (lastRequest == null) {
            return null;
        }
        throw new OutOfMemoryException(
                "out of memory on " + device.name() + ": an array of " + lastRequest + " bytes was asked for; "
                        + statistics()
                        + (cause == null ? "" : "; " + cause.getMessage())
                        + ". Use smaller batches, drop or close arrays that are not needed, unchain the graph, or raise the limit"
                        + " (-D" + limitProperty + "=8g)",
                cause);
    }

    private void freeUnused() {
        for (Map.Entry<Long, ArrayDeque<Block>> entry : free.entrySet()) {
            for (Block block : entry.getValue()) {
                allocator.free(block);
                heldBytes -= entry.getKey();
            }
            entry.getValue().clear();
        }
    }

    /** The size of the blocks that serve a request: the next of four steps within its power of two, at least one cache line. */
    static long sizeClass(long bytes) {
        if (bytes <= ALIGNMENT) {
            return ALIGNMENT;
        }
        long step = Math.max(Long.highestOneBit(bytes - 1) >>> 2, ALIGNMENT);
        return (bytes + step - 1) / step * step;
    }

    private static String megabytes(long bytes) {
        return bytes < 10 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
    }
}
