package org.chainer.backend;

import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a pool asks the garbage collector to look for unreachable arrays, and how.
 *
 * <p>The collector sees only small Java objects, so it would run far too rarely for the device memory behind them. A collection is due
 * when the bytes that became reachable for users since the last one pass a threshold, which follows the time that collections take: it moves,
 * at most by a factor of two each time and up to a ceiling given by the pool, to where they take {@link #TIME_SHARE} of the whole.
 *
 * <p>A full collection is cheap while the application's own heap is small, and expensive where it is large (or impossible, under
 * {@code -XX:+DisableExplicitGC}). In those cases short-lived garbage is allocated until the collector clears the young generation, where the
 * arrays of finished iterations are.
 */
final class CollectionPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(CollectionPolicy.class);
    private static final double TIME_SHARE = 0.01;
    private static final long FIRST_THRESHOLD = 64L << 20;
    private static final long LOWEST_THRESHOLD = 16L << 20;
    private static final long EXPENSIVE_NANOS = 25_000_000;
    /** After so many collections of the young generation a full one is tried again: it may have become cheap. */
    private static final int RETRY_FULL = 32;

    private static final int GARBAGE_BYTES = 64 << 10;
    private static final long ARRIVAL_MILLIS = 100;
    private static final long MOST_GARBAGE = 4L << 30;
    private static volatile boolean explicitCollectionDisabled;
    private static volatile Object garbage;

    private final long ceiling;
    private final AtomicLong escapedBytes = new AtomicLong();
    private long threshold;
    private long lastEnd = System.nanoTime();
    /** What the last full collections took; one that was slow by chance does not count. */
    private final long[] fullNanos = new long[3];

    private int fullCollections;
    private int youngInARow;
    private long collections;

    /**
     * A policy.
     *
     * @param ceiling the highest threshold, in bytes
     */
    CollectionPolicy(long ceiling) {
        this.ceiling = ceiling;
        this.threshold = Math.min(FIRST_THRESHOLD, ceiling);
    }

    void escaped(long bytes) {
        escapedBytes.updateAndGet(before -> Math.max(0, before + bytes));
    }

    boolean isDue() {
        return escapedBytes.get() > threshold;
    }

    long collections() {
        return collections;
    }

    synchronized void collect() {
        if (!isDue()) {
            return;
        }
        long begin = System.nanoTime();
        if (isFullCheap() || !explicitCollectionDisabled && youngInARow >= RETRY_FULL) {
            youngInARow = 0;
            collectExplicitly();
        } else {
            youngInARow++;
            collectYoung();
        }
        long end = System.nanoTime();
        double share = (end - begin) / (double) Math.max(end - lastEnd, 1);
        double change = Math.min(Math.max(share / TIME_SHARE, 0.5), 2);
        threshold = Math.min(Math.max((long) (threshold * change), LOWEST_THRESHOLD), ceiling);
        lastEnd = end;
        escapedBytes.set(0);
    }

    private boolean isFullCheap() {
        return !explicitCollectionDisabled && Arrays.stream(fullNanos).min().orElse(0) <= EXPENSIVE_NANOS;
    }

    /** Looks through all generations: the last resort before memory is reported as exhausted. */
    synchronized void collectFully() {
        if (!explicitCollectionDisabled) {
            collectExplicitly();
        }
        if (explicitCollectionDisabled) {
            collectByCounting();
        }
        lastEnd = System.nanoTime();
        escapedBytes.set(0);
    }

    private void collectExplicitly() {
        ReferenceQueue<Object> arrived = new ReferenceQueue<>();
        WeakReference<Object> sentinel = new WeakReference<>(new Object(), arrived);
        long begin = System.nanoTime();
        System.gc();
        fullNanos[fullCollections++ % fullNanos.length] = System.nanoTime() - begin;
        collections++;
        if (sentinel.refersTo(null)) {
            awaitArrival(arrived);
        } else {
            explicitCollectionDisabled = true;
            LOG.warn(
                    "System.gc() has no effect in this JVM (-XX:+DisableExplicitGC?): array memory is found by filling the young"
                            + " generation instead, which costs more time; allow explicit collections if you can");
        }
    }

    /** The JVM collects all generations before it counts the live objects of each class, even where System.gc() is switched off. */
    private void collectByCounting() {
        ReferenceQueue<Object> arrived = new ReferenceQueue<>();
        WeakReference<Object> sentinel = new WeakReference<>(new Object(), arrived);
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {null},
                            new String[] {String[].class.getName()});
        } catch (JMException | RuntimeException e) {
            LOG.debug("this JVM does not count live objects", e);
        }
        if (sentinel.refersTo(null)) {
            collections++;
            awaitArrival(arrived);
        } else {
            collectYoung();
        }
    }

    private void collectYoung() {
        ReferenceQueue<Object> arrived = new ReferenceQueue<>();
        WeakReference<Object> sentinel = new WeakReference<>(new Object(), arrived);
        long most = Math.min(Runtime.getRuntime().maxMemory(), MOST_GARBAGE);
        for (long bytes = 0; bytes < most && !sentinel.refersTo(null); bytes += GARBAGE_BYTES) {
            garbage = new byte[GARBAGE_BYTES];
        }
        garbage = null;
        collections++;
        if (sentinel.refersTo(null)) {
            awaitArrival(arrived);
        }
    }

    /** The collector hands cleared references to a JVM thread that fills the queues: wait until it has been at work. */
    private static void awaitArrival(ReferenceQueue<Object> arrived) {
        try {
            arrived.remove(ARRIVAL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
