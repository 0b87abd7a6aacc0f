package org.chainer.backend.cpu;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;

/**
 * Bounds the threads that oneDNN computes with. OpenMP grows a team of workers for each thread that calls it, and keeps the team as long as
 * that thread lives. So one thread at a time has the team: whoever calls first, until it has not called for a while or has ended. Other threads
 * that call meanwhile compute alone, which also serves them best: they use the processor's cores side by side.
 */
final class ComputeThreads {
    static final long LEASE_NANOS = 50_000_000;
    static final int MOST_TEAMS = 4;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final WeakReference<Thread>[] TEAM_OWNERS = new WeakReference[MOST_TEAMS];

    /** What this thread told OpenMP last. */
    private static final ThreadLocal<Integer> SET = new ThreadLocal<>();

    private static volatile long owner = -1;
    private static volatile long lastUse;

    private ComputeThreads() {}

    private static final class OpenMp {
        static final Function SET_NUM_THREADS = find();

        private static Function find() {
            try {
                for (String path : Loader.getLoadedLibraries().values()) {
                    if (path.matches(".*[/\\\\](lib)?[gi]?omp[^/\\\\]*")) {
                        return NativeLibrary.getInstance(path).getFunction("omp_set_num_threads");
                    }
                }
            } catch (LinkageError | RuntimeException e) {
                return null;
            }
            return null;
        }
    }

    /**
     * Prepares this thread for making or running a primitive.
     *
     * @return whether it has the team; else its primitives must be made to run alone
     */
    static boolean enter() {
        int threads = CpuThreads.count();
        if (threads == 1 || OpenMp.SET_NUM_THREADS == null) {
            return true;
        }
        boolean team = Thread.currentThread().getId() == owner || System.nanoTime() - lastUse > LEASE_NANOS && take();
        if (team) {
            lastUse = System.nanoTime();
            SpinControl.inUse();
        }
        set(team ? threads : 1);
        return team;
    }

    /** Runs what makes a primitive that is too small for more than one thread. */
    static <T> T alone(Supplier<T> maker) {
        if (CpuThreads.count() == 1 || OpenMp.SET_NUM_THREADS == null) {
            return maker.get();
        }
        int before = SET.get() == null ? CpuThreads.count() : SET.get();
        set(1);
        try {
            return maker.get();
        } finally {
            set(before);
        }
    }

    /** When a team last computed, by {@link System#nanoTime()}. */
    static long lastUse() {
        return lastUse;
    }

    private static void set(int wanted) {
        Integer set = SET.get();
        if (wanted != (set == null ? CpuThreads.count() : set)) {
            OpenMp.SET_NUM_THREADS.invokeVoid(new Object[] {wanted});
            SET.set(wanted);
        }
    }

    private static synchronized boolean take() {
        Thread thread = Thread.currentThread();
        if (System.nanoTime() - lastUse <= LEASE_NANOS && owner >= 0) {
            return false;
        }
        int free = -1;
        for (int i = 0; i < MOST_TEAMS; i++) {
            Thread holder = TEAM_OWNERS[i] == null ? null : TEAM_OWNERS[i].get();
            if (holder == thread) {
                owner = thread.getId();
                return true;
            }
            if (holder == null || !holder.isAlive()) {
                free = i;
            }
        }
        if (free < 0) {
            return false;
        }
        TEAM_OWNERS[free] = new WeakReference<>(thread);
        owner = thread.getId();
        return true;
    }
}
