package org.chainer.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks tar, tar.gz, zip and gz files that may have been made by anybody.
 *
 * <p>Refused, with nothing left behind: names that lead out of the folder, links, devices, names that occur twice, encrypted
 * entries, wrong checksums, truncated files, and archives that unpack to more than they may.
 */
public final class Archives {

    private Archives() {}

    /**
     * What an archive may unpack to.
     *
     * @param maxBytes bytes of all files together
     * @param maxEntries files and folders
     * @param maxRatio bytes for each byte of the archive, beyond the first mebibyte
     */
    public record Limits(long maxBytes, int maxEntries, int maxRatio) {

        /** 32 GiB, a million entries, and 200 bytes a byte. */
        public static Limits defaults() {
            return new Limits(32L << 30, 1_000_000, 200);
        }
    }

    /**
     * Unpacks an archive within the default limits.
     *
     * @param archive a tar, tar.gz, zip or gz file, told by its content; a gz file that is no tar unpacks to one file
     * @param folder where to; must not exist, or be empty
     * @throws IOException if the archive cannot be read or is refused, or if the folder cannot be written; then the folder is
     *     as it was
     */
    public static void unpack(Path archive, Path folder) throws IOException {
        unpack(archive, folder, Limits.defaults());
    }

    /**
     * Unpacks an archive.
     *
     * @param archive a tar, tar.gz, zip or gz file, told by its content; a gz file that is no tar unpacks to one file
     * @param folder where to; must not exist, or be empty
     * @param limits what it may unpack to
     * @throws IOException if the archive cannot be read or is refused, or if the folder cannot be written; then the folder is
     *     as it was
     */
    public static void unpack(Path archive, Path folder, Limits limits) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target) && !isEmptyDirectory(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "is not an empty folder to unpack " + archive + " to");
        }
        Files.createDirectories(target.getParent());
        // Beside its place, so that it gets there by one rename when it is whole.
        Path workplace = Files.createTempDirectory(target.getParent(), "_unpack");
        try {
            new Unpacking(archive, workplace, limits).run();
            Files.deleteIfExists(target);
            Files.move(workplace, target);
        } catch (IOException | RuntimeException e) {
            // A damaged archive may surface as either.
            deleteAll(workplace);
            throw new IOException("Cannot unpack " + archive + ": " + describe(e), e);
        }
    }

    private static String describe(Exception e) {
        return e instanceof EOFException || e.getMessage() == null ? "it is truncated" : e.getMessage();
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One archive on its way into a folder of its own. */
    private static final class Unpacking {

        private static final long ALWAYS_ALLOWED = 1 << 20;

        private final Path archive;
        private final Path folder;
        private final int maxEntries;
        private final long maxBytes;
        private final String whyNoMore;
        private long bytes;
        private int entries;

        Unpacking(Path archive, Path folder, Limits limits) throws IOException {
            this.archive = archive;
            this.folder = folder;
            this.maxEntries = limits.maxEntries();
            long size = Files.size(archive);
            long byRatio = ALWAYS_ALLOWED + Math.multiplyExact(size, (long) limits.maxRatio());
            this.maxBytes = Math.min(byRatio, limits.maxBytes());
            this.whyNoMore = byRatio < limits.maxBytes()
                    ? limits.maxRatio() + " times its own size of " + size + " bytes"
                    : limits.maxBytes() + " bytes";
        }

        void run() throws IOException {
            switch (Format.of(archive)) {
                case ZIP -> unzip();
                case TAR -> {
                    untar(open());
                    requireTarEnd();
                }
                case GZIP_TAR -> untar(gunzip());
                case GZIP -> {
                    String name = archive.getFileName().toString().replaceFirst("(?i)\\.gz$", "");
                    try (InputStream in = gunzip()) {
                        write(place(name), name, in);
                    }
                }
                default -> throw new IOException("a tar, tar.gz, zip or gz file was expected");
            }
            if (entries == 0) {
                throw new IOException("it holds no files");
            }
        }

        private InputStream open() throws IOException {
            return new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        }

        private InputStream gunzip() throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(open())
                    .setDecompressConcatenated(true)
                    .get();
        }

        private void untar(InputStream content) throws IOException {
            try (TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    String name = entry.getName();
                    if (entry.isDirectory()) {
                        Files.createDirectories(place(name));
                    } else if (entry.isSymbolicLink() || entry.isLink()) {
                        throw new IOException("it contains a link, '" + name + "' to '" + entry.getLinkName() + "'");
                    } else if (!isPlain(entry)) {
                        throw new IOException("'" + name + "' is neither a plain file nor a folder");
                    } else {
                        write(place(name), name, tar);
                    }
                }
            }
        }

        private static boolean isPlain(TarArchiveEntry entry) {
            byte type = entry.getLinkFlag();
            return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG;
        }

        /** A tar file that ends without empty blocks has lost its end. */
        private void requireTarEnd() throws IOException {
            try (FileChannel file = FileChannel.open(archive)) {
                ByteBuffer tail = ByteBuffer.allocate(TarConstants.DEFAULT_RCDSIZE);
                file.read(tail, Math.max(0, file.size() - tail.capacity()));
                for (byte b : tail.array()) {
                    if (b != 0) {
                        throw new EOFException();
                    }
                }
            }
        }

        private void unzip() throws IOException {
            try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
                for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                    String name = entry.getName();
                    if (entry.isUnixSymlink()) {
                        throw new IOException("it contains a link, '" + name + "'");
                    } else if (entry.isDirectory()) {
                        Files.createDirectories(place(name));
                    } else if (!zip.canReadEntryData(entry)) {
                        throw new IOException("'" + name + "' is encrypted, or compressed in an unknown way");
                    } else {
                        CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                        long size = write(place(name), name, in);
                        if (size != entry.getSize() || in.getChecksum().getValue() != entry.getCrc()) {
                            throw new IOException("'" + name + "' is damaged: its size or checksum is wrong");
                        }
                    }
                }
            }
        }

        /** Where an entry belongs, which is below the folder. */
        private Path place(String name) throws IOException {
            if (++entries > maxEntries) {
                throw new IOException("it has more than " + maxEntries + " entries");
            }
            boolean strange = name.isEmpty()
                    || name.startsWith("/")
                    || name.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ')
                    || Stream.of(name.split("/")).anyMatch(".."::equals);
            Path path = strange ? null : folder.resolve(name).normalize();
            if (strange || !path.startsWith(folder)) {
                throw new IOException("the name '" + name + "' could lead out of the folder");
            }
            return path;
        }

        private long write(Path path, String name, InputStream in) throws IOException {
            long size = 0;
            byte[] buffer = new byte[1 << 16];
            try (OutputStream out = create(path)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    size += n;
                    bytes += n;
                    if (bytes > maxBytes) {
                        throw new IOException("it unpacks to more than " + whyNoMore);
                    }
                    out.write(buffer, 0, n);
                }
            } catch (FileAlreadyExistsException e) {
                throw new IOException("the name '" + name + "' occurs twice", e);
            }
            return size;
        }

        private static OutputStream create(Path path) throws IOException {
            Files.createDirectories(path.getParent());
            return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    /** Kinds of archives, told by their first bytes. */
    private enum Format {
        ZIP,
        TAR,
        GZIP_TAR,
        GZIP,
        UNKNOWN;

        private static final int TAR_MARK = 257;

        static Format of(Path archive) throws IOException {
            byte[] head;
            try (InputStream in = Files.newInputStream(archive)) {
                head = in.readNBytes(512);
            }
            String name = archive.getFileName().toString().toLowerCase(Locale.ROOT);
            if (startsWith(head, 0, "PK\3\4") || startsWith(head, 0, "PK\5\6")) {
                return ZIP;
            }
            if (startsWith(head, 0, "\u001f\u008b")) {
                return name.endsWith(".tar.gz") || name.endsWith(".tgz") || holdsTar(archive) ? GZIP_TAR : GZIP;
            }
            return startsWith(head, TAR_MARK, "ustar") || name.endsWith(".tar") ? TAR : UNKNOWN;
        }

        private static boolean holdsTar(Path archive) throws IOException {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
                return startsWith(in.readNBytes(512), TAR_MARK, "ustar");
            }
        }

        private static boolean startsWith(byte[] head, int at, String mark) {
            for (int i = 0; i < mark.length(); i++) {
                if (at + i >= head.length || (head[at + i] & 0xff) != mark.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
