package org.chainer.training;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a trainer end in order when the JVM is told to end (Ctrl-C, SIGTERM): the iteration that runs is completed, and extensions finish what they are writing. The JVM waits for that,
 * but not for ever.
 */
final class Shutdown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final long PATIENCE_SECONDS = 20;

    private final Thread training = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::askAndWait, "chainer-trainer-shutdown");
    private volatile boolean requested;

    Shutdown() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            requested = true;
        }
    }

    /** Whether the JVM is ending. */
    boolean isRequested() {
        return requested;
    }

    private void askAndWait() {
        requested = true;
        // A training thread that called System.exit itself will never come back from it.
        boolean exiting = Arrays.stream(training.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
        try {
            if (!exiting && !finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("training did not end within {} seconds and is cut off", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that all is finished. If the JVM is ending, this does not return: what follows training is not to start any more. */
    @Override
    public void close() {
        finished.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
                return;
            } catch (IllegalStateException e) {
                // The JVM began to end just now.
            }
        }
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // There is nothing to do but wait.
            }
        }
    }
}
