package org.chainer.training.extensions.snapshotwriters;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes snapshots in order on a thread of its own. The thread ends when there is nothing to write; until then it keeps the process alive. A failure is thrown at the next call.
 */
abstract class BackgroundWriter extends Writer {
    private final Deque<Future<?>> running = new ArrayDeque<>();
    private final ThreadPoolExecutor thread;
    private final int mayWait;

    /**
     * A writer.
     *
     * @param mayWait how many snapshots may be unfinished when another one comes
     */
    BackgroundWriter(SaveFunction saveFunction, int mayWait) {
        super(saveFunction);
        this.mayWait = mayWait;
        thread = new ThreadPoolExecutor(
                1,
                1,
                100,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Thread(work, "snapshot-writer"));
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public final void write(String fileName, Path folder, Map<String, Object> values) {
        while (!running.isEmpty() && (running.getFirst().isDone() || running.size() > mayWait)) {
            await(running.removeFirst());
        }
        running.addLast(thread.submit(() -> save(fileName, folder, values)));
    }

    @Override
    public final boolean needsCopies() {
        return true;
    }

    private static void await(Future<?> writing) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    writing.get();
                    return;
                } catch (InterruptedException e) {
                    // A snapshot is worth the wait; the caller hears of the interruption afterwards.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a snapshot could not be written in the background: "
                            + e.getCause().getMessage(),
                    e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final void close() {
        RuntimeException first = null;
        while (!running.isEmpty()) {
            try {
                await(running.removeFirst());
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
