package org.chainer.dataset;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file to download: where it is, and what is known about it. Immutable; each {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * RemoteFile.of("https://example.org/corpus.tar.gz")
 *         .withSha256("c4a38c50…")
 *         .withMirror("https://mirror.example.org/corpus.tar.gz")
 *         .withMaxBytes(200_000_000)
 * }</pre>
 */
public final class RemoteFile {

    private static final long DEFAULT_MAX_BYTES = 8L << 30;

    private final List<URI> urls;
    private final String sha256;
    private final long maxBytes;

    private RemoteFile(List<URI> urls, String sha256, long maxBytes) {
        this.urls = List.copyOf(urls);
        this.sha256 = sha256;
        this.maxBytes = maxBytes;
    }

    /**
     * A file of which only the address is known, of at most 8 GiB.
     *
     * @param url an http or https address
     * @return the file
     * @throws IllegalArgumentException if this is no such address
     */
    public static RemoteFile of(String url) {
        return new RemoteFile(List.of(parse(url)), null, DEFAULT_MAX_BYTES);
    }

    /**
     * Adds an address to be tried where those before fail.
     *
     * @param url an http or https address of the same file
     * @return a copy that knows it
     * @throws IllegalArgumentException if this is no such address
     */
    public RemoteFile withMirror(String url) {
        List<URI> more = new ArrayList<>(urls);
        more.add(parse(url));
        return new RemoteFile(more, sha256, maxBytes);
    }

    /**
     * Sets the checksum: a file with another one is refused.
     *
     * @param hex SHA-256 of the content as 64 hexadecimal digits
     * @return a copy that knows it
     * @throws IllegalArgumentException if these are not 64 hexadecimal digits
     */
    public RemoteFile withSha256(String hex) {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("RemoteFile: SHA-256 must be 64 hexadecimal digits, got '" + hex + "'");
        }
        return new RemoteFile(urls, hex.toLowerCase(Locale.ROOT), maxBytes);
    }

    /**
     * Sets the greatest size: a longer file is refused as soon as that is known.
     *
     * @param bytes the limit
     * @return a copy that knows it
     * @throws IllegalArgumentException if the limit is not positive
     */
    public RemoteFile withMaxBytes(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("RemoteFile: the size limit must be positive, got " + bytes);
        }
        return new RemoteFile(urls, sha256, bytes);
    }

    private static URI parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("RemoteFile: not a URL: '" + url + "'", e);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("RemoteFile: an http or https URL was expected, got '" + url + "'");
        }
        return uri;
    }

    /** The addresses, in the order in which they are tried. */
    public List<URI> urls() {
        return urls;
    }

    /** The checksum in lower case, or null if it is not known. */
    public String sha256() {
        return sha256;
    }

    /** The greatest size allowed. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The last part of the first address: the name under which people know this file. */
    public String name() {
        String path = String.valueOf(urls.get(0).getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return urls.get(0).toString();
    }
}
