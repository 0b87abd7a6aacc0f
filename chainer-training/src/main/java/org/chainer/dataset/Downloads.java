package org.chainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The cache of downloaded and prepared files: Chainer's {@code chainer.dataset.download}.
 *
 * <p>All lies below one folder, the dataset root: what {@link #setDatasetRoot} set, or else the system property
 * {@code chainer.dataset.root}, or else the environment variable {@code CHAINER_DATASET_ROOT}, or else
 * {@code ~/.chainer/dataset}. Downloads are kept in its folder {@code _dl_cache} under the names that Chainer gives them.
 *
 * <p>A file in the cache is always whole: it is written beside its place, checked, and renamed. Threads and processes may ask
 * for the same file at once; one of them fetches it and the others wait.
 */
public final class Downloads {

    private static volatile Path chosenRoot;

    private Downloads() {}

    /** A step that makes or reads a file, and may fail to. */
    @FunctionalInterface
    public interface PathFunction<T> {

        /**
         * Makes or reads the file at {@code path}.
         *
         * @param path where it is, or is to be
         * @return its content
         * @throws IOException if that fails
         */
        T apply(Path path) throws IOException;
    }

    /** The folder below which everything is cached. */
    public static Path getDatasetRoot() {
        if (chosenRoot != null) {
            return chosenRoot;
        }
        String path = System.getProperty("chainer.dataset.root");
        if (path == null || path.isBlank()) {
            path = System.getenv("CHAINER_DATASET_ROOT");
        }
        return path == null || path.isBlank()
                ? Path.of(System.getProperty("user.home"), ".chainer", "dataset")
                : Path.of(path);
    }

    /**
     * Sets the folder below which everything is cached, for this process.
     *
     * @param path the folder, made when it is needed; null goes back to the system property, environment or default
     */
    public static void setDatasetRoot(Path path) {
        chosenRoot = path;
    }

    /**
     * The folder of a data set, which is made if it is not there.
     *
     * @param name its path below the root, such as {@code pfnet/chainer/mnist}
     * @return the folder
     * @throws IOException if it cannot be made
     * @throws IllegalArgumentException if the name leads out of the root
     */
    public static Path getDatasetDirectory(String name) throws IOException {
        return getDatasetDirectory(name, true);
    }

    /**
     * The folder of a data set.
     *
     * @param name its path below the root, such as {@code pfnet/chainer/mnist}
     * @param create whether to make it if it is not there
     * @return the folder
     * @throws IOException if it cannot be made
     * @throws IllegalArgumentException if the name leads out of the root
     */
    public static Path getDatasetDirectory(String name, boolean create) throws IOException {
        Path root = getDatasetRoot().toAbsolutePath().normalize();
        Path directory = root.resolve(name).normalize();
        if (!directory.startsWith(root)) {
            throw new IllegalArgumentException("Dataset name '" + name + "' leads out of the dataset root " + root);
        }
        if (create) {
            createDirectories(directory);
        }
        return directory;
    }

    /**
     * Downloads a file, unless it is in the cache already.
     *
     * @param url an http or https address
     * @return the cached file
     * @throws IOException if it cannot be downloaded; the message says which file to put where by hand
     * @throws IllegalArgumentException if this is no such address
     */
    public static Path cachedDownload(String url) throws IOException {
        return cachedDownload(RemoteFile.of(url));
    }

    /**
     * Downloads a file, unless it is in the cache already. A transfer that broke off is taken up where it stopped. What is
     * longer than allowed, or has another checksum than expected, is refused and not kept. Progress goes to standard error. A server that sends nothing for 60 seconds (system property
     * {@code chainer.download.timeout}) is given up after some tries.
     *
     * @param file where it is, and what is known about it
     * @return the cached file, whose checksum (where one is given) is right
     * @throws IOException if it cannot be downloaded, the message says which file to put where by hand; or if the cached file
     *     has another checksum
     */
    public static Path cachedDownload(RemoteFile file) throws IOException {
        Path cached = cachePath(file);
        if (!Files.exists(cached)) {
            createDirectories(cached.getParent());
            boolean fetched = PathLock.holding(cached, path -> {
                boolean missing = !Files.exists(path);
                if (missing) {
                    new Transfer(file, path.resolveSibling(path.getFileName() + ".part"), path).run();
                }
                return missing;
            });
            if (fetched) {
                return cached;
            }
        }
        String actual = file.sha256() == null ? null : Checksums.sha256(cached);
        if (actual != null && !actual.equals(file.sha256())) {
            throw new IOException(
                    "The cached copy of " + file + " is not that file: " + cached + " (" + Files.size(cached)
                            + " bytes) has SHA-256 " + actual + ", expected " + file.sha256()
                            + ". Delete it, and it is downloaded again.");
        }
        return cached;
    }

    /** Where {@link #cachedDownload(RemoteFile)} keeps this file: in {@code _dl_cache}, named by the MD5 of its address. */
    public static Path cachePath(RemoteFile file) {
        String name = Checksums.md5(file.urls().get(0).toString().getBytes(StandardCharsets.UTF_8));
        return getDatasetRoot().toAbsolutePath().resolve("_dl_cache").resolve(name);
    }

    /**
     * Loads a file, or makes it if it is not there yet. The creator writes to another place in the same folder; the file gets
     * its name when it is whole.
     *
     * @param path the cached file
     * @param creator makes the file at the path it is given, and returns its content
     * @param loader reads the file at the path it is given
     * @param <T> the content
     * @return what the loader, or the creator, returns
     * @throws IOException if the file can be neither loaded nor made
     */
    public static <T> T cacheOrLoadFile(Path path, PathFunction<T> creator, PathFunction<T> loader) throws IOException {
        if (Files.exists(path)) {
            return load(path, loader);
        }
        createDirectories(path.toAbsolutePath().getParent());
        return PathLock.holding(path, p -> Files.exists(p) ? load(p, loader) : make(p, creator));
    }

    private static <T> T make(Path path, PathFunction<T> creator) throws IOException {
        Path workplace = Files.createTempDirectory(path.toAbsolutePath().getParent(), "_create");
        try {
            Path made = workplace.resolve(path.getFileName());
            T content = creator.apply(made);
            moveIntoPlace(made, path);
            return content;
        } finally {
            deleteAll(workplace);
        }
    }

    private static <T> T load(Path path, PathFunction<T> loader) throws IOException {
        try {
            return loader.apply(path);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Cannot read the cached file " + path + ": " + e.getMessage()
                            + ". Delete it, and it is made again.",
                    e);
        }
    }

    static void moveIntoPlace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void createDirectories(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot make the dataset folder " + folder + " (" + e
                            + "). Set CHAINER_DATASET_ROOT or -Dchainer.dataset.root to a folder that can be written.",
                    e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
