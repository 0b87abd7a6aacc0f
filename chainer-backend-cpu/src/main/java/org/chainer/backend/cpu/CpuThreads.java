package org.chainer.backend.cpu;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads compute: {@code -Dchainer.threads}, else the environment's {@code OMP_NUM_THREADS}, else one for each physical core.
 *
 * <p>oneDNN's and OpenBLAS's thread pools read the process's environment when they are loaded, and there is no other way to reach the first;
 * so {@link #configure()} writes it before. It also shortens the time for which idle workers spin, unless the user has chosen it: with
 * libgomp's default, a product of 20×2600×650 took 8 ms instead of 0.3 when another process used one of two cores, because a
 * worker that spins keeps the core from the one that it waits for.
 */
final class CpuThreads {
    static final String PROPERTY = "chainer.threads";

    private static final Logger LOG = LoggerFactory.getLogger(CpuThreads.class);
    private static final String OPENMP_VARIABLE = "OMP_NUM_THREADS";
    private static final int MOST = 1024;
    /** About 1.5 ms: more than passes between two products of a training loop, or a sleeping worker would have to be woken for each. */
    private static final String SPINS = "30000";
    /** Base-two logarithm of processor cycles: about 10 µs. */
    private static final String OPENBLAS_SPIN_BITS = "15";

    private CpuThreads() {}

    private static final class Count {
        static final int THREADS = choose(System.getProperty(PROPERTY), System.getenv(OPENMP_VARIABLE));
    }

    /**
     * The number of threads.
     *
     * @throws IllegalArgumentException if {@code chainer.threads} is no number from 1 to 1024
     */
    static int count() {
        return Count.THREADS;
    }

    static int choose(String property, String variable) {
        if (property != null) {
            int asked = parse(property);
            if (asked < 1) {
                throw new IllegalArgumentException(
                        PROPERTY + " is '" + property + "': expected a number of threads from 1 to " + MOST);
            }
            return asked;
        }
        int asked = variable == null ? 0 : parse(variable);
        return asked >= 1 ? asked : physicalCores();
    }

    private static int parse(String text) {
        try {
            int count = Integer.parseInt(text.trim());
            return count <= MOST ? count : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int physicalCores() {
        int usable = Runtime.getRuntime().availableProcessors();
        int cores;
        try {
            cores = Loader.totalCores();
        } catch (LinkageError e) {
            cores = usable;
        }
        return cores >= 1 ? Math.min(usable, cores) : usable;
    }

    /** Writes the number of threads and how long they spin into the process's environment. Must run before native libraries are loaded. */
    static void configure() {
        String threads = Integer.toString(count());
        try {
            set(OPENMP_VARIABLE, threads);
            set("OPENBLAS_NUM_THREADS", threads);
            setUnlessChosen("OPENBLAS_THREAD_TIMEOUT", OPENBLAS_SPIN_BITS);
            if (System.getenv("OMP_WAIT_POLICY") == null) {
                setUnlessChosen("GOMP_SPINCOUNT", SPINS);
                setUnlessChosen("KMP_BLOCKTIME", "0");
            }
        } catch (LinkageError | RuntimeException e) {
            LOG.warn(
                    "the number of threads could not be set for native libraries, they use their own default instead of {}: {}",
                    threads,
                    e.toString());
        }
    }

    private static void setUnlessChosen(String name, String value) {
        if (System.getenv(name) == null) {
            set(name, value);
        }
    }

    private static void set(String name, String value) {
        if (Platform.isWindows()) {
            Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
            Function.getFunction("kernel32", "SetEnvironmentVariableA").invokeInt(new Object[] {name, value});
        } else {
            Function.getFunction(Platform.C_LIBRARY_NAME, "setenv").invokeInt(new Object[] {name, value, 1});
        }
    }
}
