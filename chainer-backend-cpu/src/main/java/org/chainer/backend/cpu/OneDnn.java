package org.chainer.backend.cpu;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.Chainer;
import org.chainer.Config;

/** oneDNN's engine and stream for the CPU, and the cache of the primitives made for them. Used only where the library is available. */
final class OneDnn {
    /** More primitives than a large network has; each takes some tens of kilobytes of code. */
    static final int CACHE_CAPACITY = 1024;

    private static final Cache CACHE = new Cache(CACHE_CAPACITY);
    private static long made;

    private OneDnn() {}

    private static final class Handles {
        static final dnnl_engine ENGINE = new dnnl_engine();
        static final dnnl_stream STREAM = new dnnl_stream();

        static {
            check(dnnl.dnnl_engine_create(ENGINE, dnnl.dnnl_cpu, 0), "creating the engine", "cpu");
            check(dnnl.dnnl_stream_create(STREAM, ENGINE, dnnl.dnnl_stream_default_flags), "creating a stream", "cpu");
            // Primitives are kept here; oneDNN's own cache would keep them a second time.
            check(dnnl.dnnl_set_primitive_cache_capacity(0), "setting the capacity of the cache", 0);
        }

        private Handles() {}
    }

    /** Whether kernels may use oneDNN: the library is there, and the configuration does not say {@code never}. */
    static boolean isUsable() {
        if (!NativeLibraries.ONEDNN.isAvailable()) {
            if (isForced()) {
                throw new IllegalStateException(
                        "use_one_dnn is always, but " + NativeLibraries.ONEDNN.unavailableReason());
            }
            return false;
        }
        return !Chainer.config().get(Config.USE_ONE_DNN).equals("never");
    }

    /** Whether kernels should use oneDNN even for arrays that are so small that Java is faster: the configuration says {@code always}. */
    static boolean isForced() {
        return Chainer.config().get(Config.USE_ONE_DNN).equals("always");
    }

    static dnnl_engine engine() {
        return Handles.ENGINE;
    }

    static dnnl_stream stream() {
        return Handles.STREAM;
    }

    /** The primitive for a key, made if it is new or has been forgotten; null if oneDNN has no fast implementation of it. */
    static OneDnnPrimitive find(PrimitiveKey key, Supplier<OneDnnPrimitive> maker) {
        key.add(ComputeThreads.enter());
        synchronized (CACHE) {
            Optional<OneDnnPrimitive> found = CACHE.get(key);
            if (found == null) {
                found = Optional.ofNullable(maker.get());
                made++;
                CACHE.put(key, found);
            }
            return found.orElse(null);
        }
    }

    /** Forgets the least recently used primitives. Those that are being executed go on. */
    private static final class Cache extends LinkedHashMap<PrimitiveKey, Optional<OneDnnPrimitive>> {
        private static final long serialVersionUID = 1L;
        private final int capacity;

        Cache(int capacity) {
            super(64, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<PrimitiveKey, Optional<OneDnnPrimitive>> eldest) {
            return size() > capacity;
        }
    }

    static int cachedPrimitives() {
        synchronized (CACHE) {
            return CACHE.size();
        }
    }

    /** Number of primitives that were ever made, or tried; for tests. */
    static long madePrimitives() {
        synchronized (CACHE) {
            return made;
        }
    }

    /**
     * Turns a status into an exception.
     *
     * @throws IllegalStateException if it is not success
     */
    static void check(int status, String action, Object subject) {
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN failed in " + action + " (" + subject + "): " + name(status));
        }
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "out of memory";
            case 2 -> "invalid arguments";
            case 3 -> "unimplemented";
            case 4 -> "last implementation reached";
            case 5 -> "runtime error";
            case 6 -> "not required";
            default -> "status " + status;
        };
    }
}
