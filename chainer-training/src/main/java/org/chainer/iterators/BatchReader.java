package org.chainer.iterators;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.chainer.Chainer;
import org.chainer.dataset.Dataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads batches of examples by threads of its own. Threads start when they are needed and end when nothing is read for a while. */
final class BatchReader<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchReader.class);
    private static final int IDLE_SECONDS = 5;
    private static final AtomicInteger THREADS_MADE = new AtomicInteger();

    private final String name;
    private final Dataset<T> dataset;
    private final int threads;
    private Duration timeout = Duration.ofSeconds(30);
    private ThreadPoolExecutor pool;

    BatchReader(String name, Dataset<T> dataset, int threads) {
        this.name = name;
        this.dataset = dataset;
        this.threads = threads;
    }

    /** A wait for a batch that is longer than this is warned of; null for never. */
    void setTimeout(Duration newTimeout) {
        timeout = newTimeout;
    }

    /** Starts reading. */
    Reading read(int[] indices) {
        if (pool == null) {
            pool = new ThreadPoolExecutor(
                    threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
            pool.allowCoreThreadTimeOut(true);
        }
        Reading reading = new Reading(indices);
        Callable<Void> work = Chainer.inheriting(reading::work);
        for (int i = 0; i < Math.min(threads, indices.length); i++) {
            pool.submit(work);
        }
        return reading;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, name + "-" + THREADS_MADE.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
            pool = null;
        }
    }

    /** A batch on its way. Each thread takes the next example until there is none left. */
    final class Reading {
        private final int[] indices;
        private final Object[] examples;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger unread;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private Reading(int[] indices) {
            this.indices = indices;
            this.examples = new Object[indices.length];
            this.unread = new AtomicInteger(indices.length);
        }

        private Void work() {
            for (int i = next.getAndIncrement(); i < indices.length; i = next.getAndIncrement()) {
                try {
                    examples[i] = dataset.get(indices[i]);
                } catch (Throwable e) {
                    cancel();
                    done.completeExceptionally(new IllegalStateException(
                            name + ": example " + indices[i] + " of the data set cannot be read: " + e, e));
                    return null;
                }
                if (unread.decrementAndGet() == 0) {
                    done.complete(null);
                }
            }
            return null;
        }

        /** Lets threads take no further example. */
        void cancel() {
            next.set(indices.length);
        }

        /** The examples in order, when all are read. */
        List<T> await() {
            try {
                waitPatiently();
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        e.getCause().getMessage(), e.getCause().getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(name + ": interrupted while waiting for a batch", e);
            }
            @SuppressWarnings("unchecked")
            List<T> batch = (List<T>) Arrays.asList(examples);
            return batch;
        }

        private void waitPatiently() throws InterruptedException, ExecutionException {
            if (timeout != null) {
                try {
                    done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    LOG.warn(
                            "{}: the data set has not given a batch of {} examples within {} s; is it stalled?",
                            name,
                            indices.length,
                            timeout.toMillis() / 1000.0);
                }
            }
            done.get();
        }
    }
}
