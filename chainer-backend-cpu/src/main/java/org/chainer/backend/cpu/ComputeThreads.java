package org.chainer.backend.cpu;

import java.lang.ref.WeakReference;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the threads that OpenMP starts. Each thread that calls oneDNN grows a team of its own, which lives as long as the thread: so
 * only a few threads call it themselves (the first that ask, while they live), and the calls of all others are made for them by two threads kept for that.
 */
final class ComputeThreads {
    static final int MOST_CALLERS = 4;
    private static final int KEPT = 2;
    private static final long IDLE_SECONDS = 30;

    private static final ThreadLocal<Boolean> CALLS_ITSELF = new ThreadLocal<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final WeakReference<Thread>[] CALLERS = new WeakReference[MOST_CALLERS];

    private ComputeThreads() {}

    private static final class Kept {
        static final ExecutorService THREADS = make();

        private static ExecutorService make() {
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    KEPT, KEPT, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ComputeThreads::thread);
            threads.allowCoreThreadTimeOut(true);
            return threads;
        }
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(
                () -> {
                    CALLS_ITSELF.set(true);
                    body.run();
                },
                "chainer-compute");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a call of oneDNN, on this thread or on another, and returns when it is done. */
    static void run(Runnable call) {
        if (mayCall()) {
            call.run();
            return;
        }
        await(Kept.THREADS.submit(call));
    }

    /** Waits to the end even if interrupted: the call writes to memory that its caller is about to use or give back. */
    private static void await(Future<?> call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    call.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a native call failed", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean mayCall() {
        Boolean known = CALLS_ITSELF.get();
        if (known == null) {
            known = CpuThreads.count() == 1 || register(Thread.currentThread());
            CALLS_ITSELF.set(known);
        }
        return known;
    }

    private static synchronized boolean register(Thread thread) {
        for (int i = 0; i < CALLERS.length; i++) {
            Thread caller = CALLERS[i] == null ? null : CALLERS[i].get();
            if (caller == null || !caller.isAlive()) {
                CALLERS[i] = new WeakReference<>(thread);
                return true;
            }
        }
        return false;
    }
}
