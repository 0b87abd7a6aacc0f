package org.chainer.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time work on a file. */
final class PathLock {

    // The operating system's lock is the process's as a whole, so its threads need one of their own.
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private PathLock() {}

    /**
     * Works on {@code path} while nobody else does. The empty lock file beside it stays: removing it would let somebody lock a
     * new one while another still waits for the old.
     */
    static <T> T holding(Path path, Downloads.PathFunction<T> work) throws IOException {
        Path file = path.resolveSibling(path.getFileName() + ".lock")
                .toAbsolutePath()
                .normalize();
        ReentrantLock threads = THREADS.computeIfAbsent(file, f -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.apply(path);
        } finally {
            threads.unlock();
        }
    }
}
