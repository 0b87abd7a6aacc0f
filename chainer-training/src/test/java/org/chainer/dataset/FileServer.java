package org.chainer.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback address that sends one file, well or badly. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The Range header of each request, or "-". */
    final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

    volatile byte[] content;
    volatile boolean supportsRanges = true;
    volatile String etag;
    /** How many of the next answers break off after {@link #breakAfter} bytes. */
    final AtomicInteger breaks = new AtomicInteger();

    volatile int breakAfter;
    volatile boolean hideLength;
    volatile int status = 200;
    volatile String location;
    volatile long delayMillis;
    volatile Runnable whileServing = () -> {};

    FileServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "-" : range);
            whileServing.run();
            sleep();
            if (location != null && !exchange.getRequestURI().getPath().equals("/end")) {
                exchange.getResponseHeaders().add("Location", location);
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            if (location == null && status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            sendFile(exchange, range);
        }
    }

    private void sendFile(HttpExchange exchange, String range) throws IOException {
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        int start = 0;
        if (etag != null) {
            exchange.getResponseHeaders().add("ETag", etag);
        }
        if (range != null && supportsRanges && (condition == null || condition.equals(etag))) {
            start = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            if (start >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        byte[] body = Arrays.copyOfRange(content, start, content.length);
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, hideLength ? 0 : body.length);
        OutputStream out = exchange.getResponseBody();
        if (breaks.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            out.write(body, 0, Math.min(breakAfter, body.length));
            out.flush();
            throw new IOException("broken off on purpose");
        }
        out.write(body);
    }

    private void sleep() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
