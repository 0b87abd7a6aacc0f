package org.chainer.training.updaters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainer.Chainer;

/** Runs one task for each copy of a model at once: the first on the calling thread, each other one on a thread of its own. */
final class ReplicaThreads implements AutoCloseable {
    private final String name;
    private ExecutorService pool;

    ReplicaThreads(String name) {
        this.name = name;
    }

    /**
     * Runs all tasks and waits for all.
     *
     * @return their results in order
     * @throws RuntimeException the first task's error, in order; those of others are suppressed ones of it
     */
    <T> List<T> run(List<? extends Callable<T>> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        if (pool == null) {
            pool = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            });
        }
        List<Future<T>> others = new ArrayList<>();
        for (Callable<T> task : tasks.subList(1, tasks.size())) {
            others.add(pool.submit(Chainer.inheriting(task)));
        }
        List<T> results = new ArrayList<>();
        Throwable failure = null;
        try {
            results.add(tasks.get(0).call());
        } catch (Throwable e) {
            failure = e;
        }
        for (Future<T> other : others) {
            try {
                results.add(await(other));
            } catch (Throwable e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw unchecked(failure);
        }
        return results;
    }

    /** Waits for the end even if interrupted: a copy of the model must not be in use when this returns. */
    private static <T> T await(Future<T> future) throws Throwable {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure.toString(), failure);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
            pool = null;
        }
    }
}
