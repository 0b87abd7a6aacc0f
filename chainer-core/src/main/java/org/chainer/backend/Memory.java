package org.chainer.backend;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Device memory of one array and all its views.
 *
 * <p><b>Lifetime.</b> A memory that a user may hold ({@link #escape() escaped}; any that is allocated outside a {@link MemoryScope}) lives until the garbage collector finds that no array
 * refers to it. One that only the framework holds is counted: {@link #retain()} and {@link #release()} keep the number of its owners, and
 * when the last lets go it returns to its pool at once. {@link #close()} is an explicit early end. Using a memory after its end is an error,
 * never garbage.
 *
 * <p><b>Version.</b> Every access for writing raises {@link #version()}, so that what was derived from the content (a packed
 * copy of a weight matrix) can tell whether it is still valid.
 *
 * <p><b>Deferred content.</b> A backend may {@link #defer} the elements: keep them in a form of its own, which its next kernel reads as it is. Whoever
 * asks for the block has them written there first, so that nobody else sees the difference.
 *
 * <p>Threads: may be shared; ending it while another thread computes with it is the caller's mistake.
 */
public final class Memory {
    private static final int ESCAPED = 1 << 30;

    private final MemoryPool pool;
    private final long bytes;
    private final AtomicInteger owners = new AtomicInteger();
    private volatile MemoryPool.Lease lease;
    private volatile Content content;
    private volatile long version;
    private volatile Object attachment;
    private volatile boolean exposed;
    private List<WeakReference<Runnable>> dependents;

    Memory(MemoryPool pool, long bytes) {
        this.pool = pool;
        this.bytes = bytes;
    }

    /** Elements in a form of a backend's own. */
    public interface Content {
        /** Writes the elements, in their places, to a block of the memory's size. */
        void writeTo(Block block);

        /** Counts one more user. */
        void retain();

        /** Counts one user less. */
        void release();
    }

    void lend(MemoryPool.Lease newLease) {
        this.lease = newLease;
    }

    /** Number of bytes that were asked for. */
    public long bytes() {
        return bytes;
    }

    /** The pool that this memory came from. */
    public MemoryPool pool() {
        return pool;
    }

    /** The device that this memory is on. */
    public Device device() {
        return pool.device();
    }

    /**
     * The block, to be read.
     *
     * @throws IllegalStateException if this memory has ended
     */
    public Block forReading() {
        MemoryPool.Lease current = lease;
        return (current == null ? settle() : current).block();
    }

    private synchronized MemoryPool.Lease settle() {
        if (lease == null && content != null) {
            Content deferred = content;
            MemoryPool.Lease made = pool.lease(this, bytes);
            try {
                deferred.writeTo(made.block());
            } catch (RuntimeException | Error e) {
                pool.giveBack(made);
                throw e;
            }
            lease = made;
            content = null;
            deferred.release();
        }
        if (lease == null) {
            throw new IllegalStateException(
                    "array of " + bytes + " bytes on " + device().name()
                            + " was used after its memory was given back (close() was called, or the graph that owned it was unchained)");
        }
        return lease;
    }

    /** Gives the block back, because all elements are about to be replaced by {@link #defer deferred} ones. */
    public synchronized void vacate() {
        MemoryPool.Lease current = lease;
        if (current != null) {
            lease = null;
            pool.giveBack(current);
        }
    }

    /**
     * Replaces all elements by deferred ones, of which this memory becomes a user: raises the version.
     *
     * @param deferred the elements, until somebody needs the block
     */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public synchronized void defer(Content deferred) {
        if (dependents != null) {
            computeDependents();
        }
        version++;
        deferred.retain();
        Content former = content;
        vacate();
        content = deferred;
        if (former != null) {
            former.release();
        }
    }

    /** Whether the elements are deferred: their form is not in the block. */
    public boolean isDeferred() {
        return content != null;
    }

    /** The deferred elements, with the caller as one more user, who releases them; null if the elements are in the block. */
    public synchronized Content retainContent() {
        if (content != null) {
            content.retain();
        }
        return content;
    }

    /**
     * The block, to be written: raises the version.
     *
     * @throws IllegalStateException if this memory has ended
     */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public Block forWriting() {
        if (dependents != null) {
            computeDependents();
        }
        version++;
        return forReading();
    }

    /** Runs something before the content changes or ends: it is still to be computed from it. It is kept by a weak reference only. */
    public synchronized void beforeWrite(Runnable computation) {
        if (dependents == null) {
            dependents = new ArrayList<>(2);
        } else if (Integer.bitCount(dependents.size()) == 1) {
            dependents.removeIf(dependent -> dependent.get() == null);
        }
        dependents.add(new WeakReference<>(computation));
    }

    /** Takes back {@link #beforeWrite}: it was computed. */
    public synchronized void cancelBeforeWrite(Runnable computation) {
        if (dependents != null) {
            dependents.removeIf(dependent -> dependent.get() == computation || dependent.get() == null);
            if (dependents.isEmpty()) {
                dependents = null;
            }
        }
    }

    private void computeDependents() {
        List<WeakReference<Runnable>> waiting;
        synchronized (this) {
            waiting = dependents;
            dependents = null;
        }
        if (waiting != null) {
            for (WeakReference<Runnable> dependent : waiting) {
                Runnable computation = dependent.get();
                if (computation != null) {
                    computation.run();
                }
            }
        }
    }

    /** A number that every write through any view raises. */
    public long version() {
        return version;
    }

    /** What a backend derived from the content and keeps with it (see {@link #attach}), or null. */
    public Object attachment() {
        return attachment;
    }

    /** Keeps an object of the backend's with this memory; it goes when the memory goes. */
    public void attach(Object derived) {
        attachment = derived;
    }

    /** Counts one more owner inside the framework. */
    public void retain() {
        owners.incrementAndGet();
    }

    /** Counts one owner less; the last one's release gives the memory back, unless a user may hold it. */
    public void release() {
        if (owners.decrementAndGet() == 0) {
            close();
        }
    }

    /** Leaves the end of this memory to the garbage collector from now on, because a user may hold an array over it. */
    public void escape() {
        int before = owners.getAndUpdate(n -> n >= ESCAPED / 2 ? n : n + ESCAPED);
        if (before < ESCAPED / 2) {
            pool.escaped(bytes);
        }
    }

    /** As {@link #escape()}, for good: a user was given an array over this memory, and {@link #disown()} has no effect any more. */
    public void expose() {
        exposed = true;
        escape();
    }

    /**
     * Takes back {@link #escape()}: the caller knows that no user holds an array over this memory. If nobody in the framework owns it
     * either, it ends now.
     */
    public void disown() {
        if (exposed) {
            return;
        }
        int before = owners.getAndUpdate(n -> n >= ESCAPED / 2 ? n - ESCAPED : n);
        if (before >= ESCAPED / 2) {
            pool.escaped(-bytes);
            if (before == ESCAPED) {
                close();
            }
        }
    }

    /** Whether nobody owns this memory: neither the framework nor, possibly, a user. */
    public boolean isUnowned() {
        return owners.get() == 0;
    }

    /** Whether there is just one owner, inside the framework: that owner may change the content. */
    public boolean isExclusive() {
        return owners.get() == 1;
    }

    /** Whether there are just so many owners, all inside the framework. */
    public boolean isOwnedBy(int count) {
        return owners.get() == count;
    }

    /** Ends this memory now and gives its block back to the pool. Calling it again does nothing. */
    public synchronized void close() {
        if (isClosed()) {
            return;
        }
        if (dependents != null) {
            computeDependents();
        }
        Content deferred = content;
        content = null;
        attachment = null;
        vacate();
        if (deferred != null) {
            deferred.release();
        }
        if (owners.get() >= ESCAPED / 2) {
            pool.escaped(-bytes);
        }
    }

    /** Whether this memory has ended. */
    public boolean isClosed() {
        return lease == null && content == null;
    }
}
