package org.chainer.examples.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Listens for garbage collections while it is open, and keeps the longest pause. */
final class PauseWatch implements AutoCloseable {
    private final AtomicLong longest = new AtomicLong();
    private final NotificationListener listener = this::ended;

    PauseWatch() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (isPausing(collector)) {
                ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
            }
        }
    }

    /** A concurrent collector's cycles run beside the program: what they report is no pause. */
    private static boolean isPausing(GarbageCollectorMXBean collector) {
        return collector instanceof NotificationEmitter && !collector.getName().endsWith("Cycles");
    }

    private void ended(Notification notification, Object handback) {
        if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())) {
            long millis = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getDuration();
            longest.accumulateAndGet(millis, Math::max);
        }
    }

    /** Milliseconds of the longest pause so far. */
    long longestMillis() {
        return longest.get();
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (isPausing(collector)) {
                try {
                    ((NotificationEmitter) collector).removeNotificationListener(listener);
                } catch (ListenerNotFoundException e) {
                    throw new IllegalStateException("the listener of " + collector.getName() + " is gone", e);
                }
            }
        }
    }
}
