package org.chainer.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One file on its way from a server into the cache. It grows as a {@code .part} file; a transfer that breaks off is taken up
 * there, in this run or, where a checksum will tell whether the pieces fit, in a later one.
 */
final class Transfer {

    private static final int ATTEMPTS = 4;
    private static final int REDIRECTS = 10;
    private static final int DEFAULT_TIMEOUT_SECONDS = 60;

    private final RemoteFile file;
    private final Path part;
    private final Path target;
    /** The server's mark of the version that {@link #part} is a piece of. */
    private String version;

    Transfer(RemoteFile file, Path part, Path target) {
        this.file = file;
        this.part = part;
        this.target = target;
    }

    void run() throws IOException {
        if (file.sha256() == null) {
            Files.deleteIfExists(part);
        }
        List<String> reasons = new ArrayList<>();
        IOException last = null;
        for (URI url : file.urls()) {
            try {
                obtain(url);
                Downloads.moveIntoPlace(part, target);
                return;
            } catch (IOException e) {
                reasons.add(reason(e));
                last = e;
            }
        }
        if (file.sha256() == null) {
            Files.deleteIfExists(part);
        }
        throw new IOException(offlineMessage(reasons), last);
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class || e instanceof Refused ? e.getMessage() : e.toString();
    }

    private String offlineMessage(List<String> reasons) {
        String checksum = file.sha256() == null ? "" : " (SHA-256 " + file.sha256() + ")";
        return "Cannot download " + file + ": " + String.join("; ", reasons) + ". Without a network, get '"
                + file.name() + "'" + checksum + " elsewhere and put it at " + target;
    }

    private void obtain(URI url) throws IOException {
        version = null;
        boolean leftover = size() > 0;
        fetch(url);
        if (leftover && !hasRightChecksum()) {
            // The piece left by an earlier run was of something else.
            Files.delete(part);
            fetch(url);
        }
        if (!hasRightChecksum()) {
            String answer = url + " has " + size() + " bytes with SHA-256 " + Checksums.sha256(part) + ", expected "
                    + file.sha256() + "; nothing of it was kept";
            Files.delete(part);
            throw new IOException(answer);
        }
    }

    private boolean hasRightChecksum() throws IOException {
        return file.sha256() == null || file.sha256().equals(Checksums.sha256(part));
    }

    /** Repeats what may be a passing fault; an answer that will not change is final. */
    private void fetch(URI url) throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = size();
            try {
                fetchOnce(url);
                return;
            } catch (Refused e) {
                Files.deleteIfExists(part);
                throw e;
            } catch (FileSystemException e) {
                throw e;
            } catch (IOException e) {
                if (size() > before) {
                    attempt = 1;
                }
                if (attempt >= ATTEMPTS) {
                    throw e;
                }
            }
            pause(100L << attempt);
        }
    }

    private void fetchOnce(URI url) throws IOException {
        // Pieces are put together only where a checksum or the server's mark tells that they are of one file.
        long have = file.sha256() != null || version != null ? size() : 0;
        HttpURLConnection connection = open(url, have);
        try {
            int status = connection.getResponseCode();
            if (status == 416) {
                Files.deleteIfExists(part);
                throw new IOException("the server has no rest of the " + have + " bytes that are here");
            }
            if (status != 200 && status != 206) {
                String answer = "the server answers HTTP " + status + " for " + url;
                boolean passing = status >= 500 || status == 408 || status == 429;
                throw passing ? new IOException(answer) : new Refused(answer);
            }
            boolean resumed = status == 206 && contentStart(connection) == have;
            if (status == 206 && !resumed) {
                Files.deleteIfExists(part);
                throw new IOException("the server sent another range than asked for");
            }
            String mark = connection.getHeaderField("ETag");
            version = mark == null || mark.startsWith("W/") ? null : mark;
            long start = resumed ? have : 0;
            long length = connection.getContentLengthLong();
            long total = length < 0 ? -1 : start + length;
            requireAllowed(total);
            receive(connection, start, total);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(URI url, long have) throws IOException {
        URI at = url;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            int timeout = 1000 * Integer.getInteger("chainer.download.timeout", DEFAULT_TIMEOUT_SECONDS);
            connection.setConnectTimeout(timeout);
            connection.setReadTimeout(timeout);
            // A compressed transfer would have neither the size nor the bytes of the file.
            connection.setRequestProperty("Accept-Encoding", "identity");
            connection.setRequestProperty("User-Agent", "chainer-jvm");
            if (have > 0) {
                connection.setRequestProperty("Range", "bytes=" + have + "-");
                if (version != null) {
                    connection.setRequestProperty("If-Range", version);
                }
            }
            int status = connection.getResponseCode();
            if (status < 301 || status > 308 || status == 304) {
                return connection;
            }
            String location = connection.getHeaderField("Location");
            connection.disconnect();
            at = redirected(at, location);
        }
        throw new Refused("more than " + REDIRECTS + " redirects from " + url);
    }

    private static URI redirected(URI from, String location) throws Refused {
        URI to;
        try {
            to = location == null ? from : from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new Refused("redirected from " + from + " to '" + location + "', which is no URL");
        }
        boolean safe =
                "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(from.getScheme());
        if (location == null || !safe) {
            throw new Refused("redirected from " + from + " to '" + location + "', where it is not safe to follow");
        }
        return to;
    }

    private static long contentStart(HttpURLConnection connection) {
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        return range.matches("bytes \\d{1,18}-.*") ? Long.parseLong(range.substring(6, range.indexOf('-'))) : -1;
    }

    private void receive(HttpURLConnection connection, long start, long total) throws IOException {
        DownloadProgress progress = new DownloadProgress(file, start, total);
        try (InputStream in = connection.getInputStream();
                FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(start).position(start);
            byte[] buffer = new byte[1 << 16];
            long done = start;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                requireAllowed(done + n);
                out.write(ByteBuffer.wrap(buffer, 0, n));
                done += n;
                progress.at(done);
            }
            if (total >= 0 && done != total) {
                throw new IOException("the connection ended after " + done + " of " + total + " bytes");
            }
            // The rename must not reach the disk before the content does.
            out.force(true);
        } finally {
            progress.end();
        }
    }

    private void requireAllowed(long bytes) throws Refused {
        if (bytes > file.maxBytes()) {
            throw new Refused("the file is longer than the " + file.maxBytes() + " bytes that are allowed");
        }
    }

    private long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** An answer that asking again will not change. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
