package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {

    @TempDir
    Path folder;

    /** Writes entries into an archive that is open. */
    private interface Content<A> {
        void writeTo(A archive) throws IOException;
    }

    private Path tar(String file, Content<TarArchiveOutputStream> content) throws IOException {
        Path path = folder.resolve(file);
        OutputStream raw = Files.newOutputStream(path);
        try (TarArchiveOutputStream out =
                new TarArchiveOutputStream(file.endsWith("gz") ? new GZIPOutputStream(raw) : raw, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            content.writeTo(out);
        }
        return path;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] data) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(data.length);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    private Path zip(String file, Content<ZipOutputStream> content) throws IOException {
        Path path = folder.resolve(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            content.writeTo(out);
        }
        return path;
    }

    private static void add(ZipOutputStream zip, String name, byte[] data) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(data);
        zip.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Refused, for the reason given, and the folder of the archive holds nothing else afterwards. */
    private void assertRefused(Path archive, String reason) throws IOException {
        assertRefused(archive, reason, Archives.Limits.defaults());
    }

    private void assertRefused(Path archive, String reason, Archives.Limits limits) throws IOException {
        assertThatThrownBy(() -> Archives.unpack(archive, folder.resolve("out"), limits))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(archive.toString())
                .hasMessageContaining(reason);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(archive);
        }
        Files.delete(archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar", "a.tar.gz", "a.tgz", "a.bin.gz"})
    void tarsAreUnpacked(String name) throws IOException {
        Path archive = tar(name, tar -> {
            add(tar, "./top/", new byte[0]);
            add(tar, "./top/a.txt", bytes("eins"));
            add(tar, "./top/deep/er/b.txt", new byte[100_000]);
            add(tar, "top/" + "n".repeat(150), bytes("long"));
        });
        Path out = folder.resolve("new/out");
        Archives.unpack(archive, out);
        assertThat(out.resolve("top/a.txt")).hasContent("eins");
        assertThat(out.resolve("top/deep/er/b.txt")).hasSize(100_000);
        assertThat(out.resolve("top/" + "n".repeat(150))).hasContent("long");
        try (Stream<Path> left = Files.list(out.getParent())) {
            assertThat(left).containsExactly(out);
        }
    }

    @Test
    void zipsAreUnpackedIntoAnEmptyFolder() throws IOException {
        Path archive = zip("a.zip", zip -> {
            add(zip, "top/", new byte[0]);
            add(zip, "top/a.txt", bytes("eins"));
            add(zip, "other/b.txt", bytes("zwei"));
        });
        Path out = Files.createDirectory(folder.resolve("out"));
        Archives.unpack(archive, out);
        assertThat(out.resolve("top/a.txt")).hasContent("eins");
        assertThat(out.resolve("other/b.txt")).hasContent("zwei");
    }

    @Test
    void gzipOfOneFile() throws IOException {
        Path archive = folder.resolve("data.bin.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(bytes("inhalt"));
        }
        Archives.unpack(archive, folder.resolve("out"));
        assertThat(folder.resolve("out/data.bin")).hasContent("inhalt");
    }

    @Test
    void folderWithContentIsLeftAlone() throws IOException {
        Path archive = zip("a.zip", zip -> add(zip, "a", bytes("x")));
        Path mine =
                Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("mine"), "y");
        assertThatThrownBy(() -> Archives.unpack(archive, folder.resolve("out")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("not an empty folder");
        assertThat(mine).hasContent("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "a\\..\\evil", "C:evil", "a/..", "x\u0007"})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        assertRefused(
                zip("a.zip", zip -> {
                    add(zip, "good", bytes("x"));
                    add(zip, name, bytes("x"));
                }),
                "could lead out of the folder");
        if (!name.contains("\\")) {
            assertRefused(
                    tar("a.tar", tar -> {
                        add(tar, "good", bytes("x"));
                        add(tar, name, bytes("x"));
                    }),
                    "could lead out of the folder");
        }
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
            assertRefused(
                    tar("a.tar", tar -> {
                        TarArchiveEntry link = new TarArchiveEntry("link", type);
                        link.setLinkName("/etc/passwd");
                        tar.putArchiveEntry(link);
                        tar.closeArchiveEntry();
                        add(tar, "link/x", bytes("x"));
                    }),
                    "a link, 'link' to '/etc/passwd'");
        }
        for (byte type : new byte[] {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO}) {
            assertRefused(
                    tar("a.tar", tar -> {
                        tar.putArchiveEntry(new TarArchiveEntry("device", type));
                        tar.closeArchiveEntry();
                    }),
                    "'device' is neither a plain file nor a folder");
        }
        Path archive = folder.resolve("a.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link");
            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
            zip.putArchiveEntry(link);
            zip.write(bytes("/etc/passwd"));
            zip.closeArchiveEntry();
        }
        assertRefused(archive, "a link, 'link'");
    }

    @Test
    void bombsAreRefused() throws IOException {
        byte[] zeros = new byte[4 << 20];
        assertRefused(zip("a.zip", zip -> add(zip, "zeros", zeros)), "200 times its own size");
        assertRefused(tar("a.tar.gz", tar -> add(tar, "zeros", zeros)), "200 times its own size");
        Path archive = folder.resolve("a.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(zeros);
        }
        assertRefused(archive, "200 times its own size");

        Archives.Limits small = new Archives.Limits(1000, 3, 200);
        assertRefused(
                zip("b.zip", zip -> {
                    add(zip, "a", new byte[600]);
                    add(zip, "b", new byte[600]);
                }),
                "more than 1000 bytes",
                small);
        assertRefused(
                zip("b.zip", zip -> {
                    for (int i = 0; i < 4; i++) {
                        add(zip, "empty" + i, new byte[0]);
                    }
                }),
                "more than 3 entries",
                small);
    }

    @Test
    void namesThatOccurTwiceAreRefused() throws IOException {
        assertRefused(
                tar("a.tar", tar -> {
                    add(tar, "a", bytes("x"));
                    add(tar, "./a", bytes("y"));
                }),
                "'./a' occurs twice");
        assertRefused(
                tar("a.tar", tar -> {
                    add(tar, "a", bytes("x"));
                    add(tar, "a/b", bytes("y"));
                }),
                "'a/b' occurs twice");
    }

    @Test
    void truncatedArchivesAreRefusedWhereverTheyEnd() throws IOException {
        byte[] noise = new byte[5000];
        new Random(0).nextBytes(noise);
        for (String name : new String[] {"a.tar", "a.tar.gz", "a.zip"}) {
            Path whole = name.endsWith("zip")
                    ? zip(name, zip -> add(zip, "noise", noise))
                    : tar(name, tar -> add(tar, "noise", noise));
            byte[] data = Files.readAllBytes(whole);
            for (int length : new int[] {100, 700, 3000, 5000}) {
                Files.write(whole, Arrays.copyOf(data, length));
                assertRefused(whole, "Cannot unpack");
            }
        }
    }

    @Test
    void tarThatEndsBetweenTwoFilesIsTruncated() throws IOException {
        byte[] noise = new byte[1024];
        new Random(0).nextBytes(noise);
        Path archive = tar("a.tar", tar -> {
            add(tar, "a", noise);
            add(tar, "b", noise);
        });
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 512 + 1024));
        assertRefused(archive, "it is truncated");
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        byte[] noise = new byte[5000];
        new Random(0).nextBytes(noise);
        for (String name : new String[] {"a.tar.gz", "a.zip"}) {
            Path archive = name.endsWith("zip")
                    ? zip(name, zip -> add(zip, "noise", noise))
                    : tar(name, tar -> add(tar, "noise", noise));
            byte[] data = Files.readAllBytes(archive);
            data[2000] ^= 1;
            Files.write(archive, data);
            assertRefused(archive, "Cannot unpack");
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("a.txt"), "text"), "a tar, tar.gz, zip or gz file was expected");
        assertRefused(Files.writeString(folder.resolve("empty.tar"), ""), "Cannot unpack");
    }
}
