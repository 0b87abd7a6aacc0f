package org.chainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {

    @TempDir
    Path root;

    private final byte[] content = new byte[300_000];
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;
    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = new FileServer(content);
        Downloads.setDatasetRoot(root);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.close();
        System.setErr(standardError);
        Downloads.setDatasetRoot(null);
        System.clearProperty("chainer.dataset.root");
        System.clearProperty("chainer.download.timeout");
    }

    private RemoteFile file() throws IOException {
        return RemoteFile.of(server.url("/corpus.bin")).withSha256(sha256(content));
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** All files of the cache but the empty lock files. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void fileIsFetchedOnceAndKeptUnderChainersName() throws IOException {
        Path path = Downloads.cachedDownload(file());
        assertThat(path).hasBinaryContent(content);
        assertThat(Downloads.cachedDownload(file())).isEqualTo(path);
        assertThat(server.ranges).containsExactly("-");
        assertThat(kept()).containsExactly(path);
        assertThat(Downloads.cachePath(RemoteFile.of("http://yann.lecun.com/exdb/mnist/train-images-idx3-ubyte.gz")))
                .isEqualTo(root.resolve("_dl_cache/23278f029ff68f1e993776e500ce06b9"));
    }

    @Test
    void urlAloneIsEnough() throws IOException {
        assertThat(Downloads.cachedDownload(server.url("/x"))).hasBinaryContent(content);
    }

    @Test
    void progressIsTold() throws IOException {
        Files.write(part(file()), Arrays.copyOf(content, 200_000));
        Downloads.cachedDownload(file());
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Downloading from " + server.url("/corpus.bin") + ", from byte 200000 on")
                .contains("0.3 MB of 0.3 MB (100 %)");
    }

    @Test
    void wrongChecksumIsRefusedAndNotKept() throws IOException {
        RemoteFile wrong = file().withSha256("0".repeat(64));
        assertThatThrownBy(() -> Downloads.cachedDownload(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(server.url("/corpus.bin"))
                .hasMessageContaining("300000 bytes")
                .hasMessageContaining(sha256(content))
                .hasMessageContaining("0".repeat(64))
                .hasMessageContaining("put it at " + Downloads.cachePath(wrong));
        assertThat(kept()).isEmpty();
        assertThat(server.ranges).hasSize(1);
    }

    @Test
    void cachedFileThatWasChangedIsRefused() throws IOException {
        Path path = Downloads.cachedDownload(file());
        Files.write(path, Arrays.copyOf(content, 1000));
        assertThatThrownBy(() -> Downloads.cachedDownload(file()))
                .hasMessageContaining(path.toString())
                .hasMessageContaining("1000 bytes")
                .hasMessageContaining(sha256(content))
                .hasMessageContaining("Delete it");
    }

    @Test
    void brokenTransferGoesOnWhereItStopped() throws IOException {
        server.breaks.set(2);
        server.breakAfter = 100_000;
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
        assertThat(server.ranges).containsExactly("-", "bytes=100000-", "bytes=200000-");
    }

    @Test
    void serverWithoutRangesStartsAgain() throws IOException {
        server.breaks.set(1);
        server.breakAfter = 100_000;
        server.supportsRanges = false;
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
        assertThat(server.ranges).containsExactly("-", "bytes=100000-");
    }

    @Test
    void withoutChecksumOnlyPiecesOfOneVersionArePutTogether() throws IOException {
        server.etag = "\"one\"";
        server.breaks.set(1);
        server.breakAfter = 100_000;
        server.whileServing = () -> {
            if (server.ranges.size() == 2) {
                content[0]++;
                server.etag = "\"two\"";
            }
        };
        assertThat(Downloads.cachedDownload(server.url("/x"))).hasBinaryContent(content);

        server.etag = null;
        server.whileServing = () -> {};
        server.breaks.set(1);
        assertThat(Downloads.cachedDownload(server.url("/y"))).hasBinaryContent(content);
        assertThat(server.ranges).containsExactly("-", "bytes=100000-", "-", "-");
    }

    @Test
    void laterRunTakesUpThePieceOfAnEarlierOne() throws IOException {
        Path part = part(file());
        Files.write(part, Arrays.copyOf(content, 250_000));
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
        assertThat(server.ranges).containsExactly("bytes=250000-");
        assertThat(part).doesNotExist();
    }

    @Test
    void pieceOfSomethingElseIsThrownAway() throws IOException {
        Files.write(part(file()), new byte[250_000]);
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
        assertThat(server.ranges).containsExactly("bytes=250000-", "-");
    }

    @Test
    void pieceLongerThanTheFileIsThrownAway() throws IOException {
        Files.write(part(file()), new byte[400_000]);
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
        assertThat(server.ranges).containsExactly("bytes=400000-", "-");
    }

    private Path part(RemoteFile file) throws IOException {
        Path path = Downloads.cachePath(file);
        Files.createDirectories(path.getParent());
        return path.resolveSibling(path.getFileName() + ".part");
    }

    @Test
    void tooLongFilesAreRefusedWithOrWithoutAnnouncedLength() throws IOException {
        for (boolean hidden : new boolean[] {false, true}) {
            server.hideLength = hidden;
            assertThatThrownBy(() -> Downloads.cachedDownload(file().withMaxBytes(299_999)))
                    .hasMessageContaining("longer than the 299999 bytes");
            assertThat(kept()).isEmpty();
        }
        assertThat(server.ranges).hasSize(2);
        assertThat(Downloads.cachedDownload(file().withMaxBytes(300_000))).exists();
    }

    @Test
    void truncatedTransferIsNeverTakenForTheFile() throws IOException {
        server.breaks.set(1000);
        server.breakAfter = 0;
        assertThatThrownBy(() -> Downloads.cachedDownload(server.url("/x"))).hasMessageContaining("Cannot download");
        assertThat(kept()).isEmpty();
        assertThat(server.ranges).hasSize(4);
    }

    @Test
    void missingFileIsNotAskedForTwice() {
        server.status = 404;
        assertThatThrownBy(() -> Downloads.cachedDownload(file())).hasMessageContaining("HTTP 404");
        assertThat(server.ranges).hasSize(1);
    }

    @Test
    void passingFaultIsWaitedOut() throws IOException {
        server.status = 503;
        server.whileServing = () -> server.status = server.ranges.size() < 2 ? 503 : 200;
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
    }

    @Test
    void silentServerIsGivenUp() {
        System.setProperty("chainer.download.timeout", "1");
        server.delayMillis = 60_000;
        assertThatThrownBy(() -> Downloads.cachedDownload(file())).hasMessageContaining("SocketTimeoutException");
    }

    @Test
    void mirrorsAreTriedInTurn() throws IOException {
        String nobody;
        try (FileServer gone = new FileServer(content)) {
            nobody = gone.url("/corpus.bin");
        }
        RemoteFile file = RemoteFile.of(nobody).withSha256(sha256(content)).withMirror(server.url("/m"));
        assertThat(Downloads.cachedDownload(file)).hasBinaryContent(content);

        RemoteFile nowhere = RemoteFile.of(nobody).withMirror(nobody + "2").withSha256(sha256(content));
        Files.delete(Downloads.cachePath(file));
        assertThatThrownBy(() -> Downloads.cachedDownload(nowhere))
                .hasMessageContaining("ConnectException")
                .hasMessageContaining("get 'corpus.bin' (SHA-256 " + sha256(content) + ") elsewhere and put it at "
                        + Downloads.cachePath(nowhere));
    }

    @Test
    void fileThatWasPutInPlaceByHandIsUsed() throws IOException {
        RemoteFile file = RemoteFile.of("http://host.invalid/corpus.bin").withSha256(sha256(content));
        Path path = Downloads.cachePath(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
        assertThat(Downloads.cachedDownload(file)).isEqualTo(path);
    }

    @Test
    void redirectsAreFollowedOnlyWhereSafe() throws IOException {
        server.status = 302;
        server.location = "/end";
        assertThat(Downloads.cachedDownload(file())).hasBinaryContent(content);
        for (String unsafe : List.of("file:///etc/hostname", "ftp://localhost/x", "http://a b/")) {
            server.location = unsafe;
            assertThatThrownBy(() -> Downloads.cachedDownload(server.url("/other")))
                    .hasMessageContaining(unsafe);
        }
        server.location = "/again";
        assertThatThrownBy(() -> Downloads.cachedDownload(server.url("/loop"))).hasMessageContaining("10 redirects");
    }

    @Test
    void threadsAtOnceFetchOnce() throws Exception {
        server.delayMillis = 100;
        RemoteFile file = file();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> paths = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                paths.add(pool.submit(() -> Downloads.cachedDownload(file)));
            }
            for (Future<Path> path : paths) {
                assertThat(path.get(60, TimeUnit.SECONDS)).hasBinaryContent(content);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.ranges).hasSize(1);
    }

    /** What the other processes of the next test run. */
    static final class Fetch {
        public static void main(String[] args) throws IOException {
            System.out.print(Downloads.cachedDownload(RemoteFile.of(args[0]).withSha256(args[1])));
        }
    }

    @Test
    void processesAtOnceEndWithOneGoodFile() throws Exception {
        int processes = 2;
        CountDownLatch firstRequest = new CountDownLatch(1);
        // The one that came first is held up until the other one has been started, too.
        server.whileServing = firstRequest::countDown;
        server.delayMillis = 1500;
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            running.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dchainer.dataset.root=" + root,
                            Fetch.class.getName(),
                            server.url("/corpus.bin"),
                            sha256(content))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        assertThat(firstRequest.await(60, TimeUnit.SECONDS)).isTrue();
        for (Process process : running) {
            String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            assertThat(Path.of(path)).hasBinaryContent(content);
        }
        assertThat(kept()).containsExactly(Downloads.cachePath(file()));
        assertThat(server.ranges).hasSize(1);
    }

    @Test
    void unwritableRootIsNamed() throws IOException {
        Path occupied = Files.writeString(root.resolve("occupied"), "x");
        Downloads.setDatasetRoot(occupied);
        assertThatThrownBy(() -> Downloads.cachedDownload(file()))
                .hasMessageContaining(occupied.toString())
                .hasMessageContaining("CHAINER_DATASET_ROOT");
    }

    @Test
    void rootComesFromTheCallThenThePropertyThenTheDefault() {
        assertThat(Downloads.getDatasetRoot()).isEqualTo(root);
        Downloads.setDatasetRoot(null);
        System.setProperty("chainer.dataset.root", "/some/where");
        assertThat(Downloads.getDatasetRoot()).isEqualTo(Path.of("/some/where"));
        System.clearProperty("chainer.dataset.root");
        if (System.getenv("CHAINER_DATASET_ROOT") == null) {
            assertThat(Downloads.getDatasetRoot())
                    .isEqualTo(Path.of(System.getProperty("user.home"), ".chainer", "dataset"));
        }
    }

    @Test
    void datasetDirectoriesLieBelowTheRoot() throws IOException {
        assertThat(Downloads.getDatasetDirectory("pfnet/chainer/x"))
                .isDirectory()
                .isEqualTo(root.resolve("pfnet/chainer/x"));
        assertThat(Downloads.getDatasetDirectory("other", false)).doesNotExist();
        assertThatThrownBy(() -> Downloads.getDatasetDirectory("../x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../x");
    }

    @Test
    void preparedFilesAreMadeOnceAndLoadedAfterwards() throws IOException {
        Path path = root.resolve("a/b.txt");
        Downloads.PathFunction<String> make = at -> {
            assertThat(at).doesNotExist().isNotEqualTo(path).hasFileName("b.txt");
            Files.writeString(at, "text");
            return "made";
        };
        assertThat(Downloads.cacheOrLoadFile(path, make, Files::readString)).isEqualTo("made");
        assertThat(Downloads.cacheOrLoadFile(path, make, Files::readString)).isEqualTo("text");
        assertThat(kept()).containsExactly(path);
    }

    @Test
    void failedPreparationLeavesNothing() throws IOException {
        Path path = root.resolve("b.txt");
        Downloads.PathFunction<String> fail = at -> {
            Files.writeString(at, "half");
            throw new IOException("no more");
        };
        assertThatThrownBy(() -> Downloads.cacheOrLoadFile(path, fail, Files::readString))
                .hasMessage("no more");
        assertThat(kept()).isEmpty();
    }

    @Test
    void preparedFileThatCannotBeReadIsNamed() throws IOException {
        Path path = Files.writeString(root.resolve("b.txt"), "x");
        Downloads.PathFunction<Integer> load = at -> Integer.valueOf(Files.readString(at));
        assertThatThrownBy(() -> Downloads.cacheOrLoadFile(path, load, load))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("Delete it");
    }

    @Test
    void badAddressesChecksumsAndLimitsAreAnswered() {
        assertThatThrownBy(() -> RemoteFile.of("ftp://x/y")).hasMessageContaining("ftp://x/y");
        assertThatThrownBy(() -> RemoteFile.of("no url")).hasMessageContaining("no url");
        assertThatThrownBy(() -> RemoteFile.of("relative/path")).hasMessageContaining("relative/path");
        RemoteFile file = RemoteFile.of("https://host/a/b.gz?x=1");
        assertThat(file.name()).isEqualTo("b.gz");
        assertThatThrownBy(() -> file.withSha256("abc")).hasMessageContaining("'abc'");
        assertThatThrownBy(() -> file.withMaxBytes(0)).hasMessageContaining("positive");
    }
}
