package org.chainer.backend.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps compiled kernels on disk, in {@code ~/.chainer/kernel_cache} or where {@code -Dchainer.cuda.cache} says. A cache that cannot be read or
 * written costs only time.
 */
final class KernelCache {
    static final String PROPERTY = "chainer.cuda.cache";
    private static final Logger LOG = LoggerFactory.getLogger(KernelCache.class);

    private final Path folder;

    KernelCache() {
        String chosen = System.getProperty(PROPERTY);
        folder =
                chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".chainer", "kernel_cache");
    }

    /** A name for what a compiler makes of this. */
    static String key(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** What is kept under a key, or null. */
    byte[] read(String key) {
        Path file = file(key);
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            LOG.debug("compiled kernel {} could not be read", file, e);
            return null;
        }
    }

    void write(String key, byte[] image) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, key, ".part");
            Files.write(part, image);
            Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("compiled kernel could not be kept in {}", folder, e);
        }
    }

    void remove(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            LOG.debug("compiled kernel {} could not be removed", key, e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".cubin");
    }
}
