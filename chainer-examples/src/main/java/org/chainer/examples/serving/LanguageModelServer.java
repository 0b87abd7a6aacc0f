package org.chainer.examples.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.ptb.TextGenerator;

/** Answers requests over HTTP, on the loopback address, with one model that all its threads share. */
final class LanguageModelServer implements Closeable {
    private static final int MOST = 1000;

    private final TextGenerator generator;
    private final Device device;
    private final HttpServer server;
    private final ExecutorService threads;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    LanguageModelServer(TextGenerator generator, Device device, int port, int threadCount) throws IOException {
        this.generator = generator;
        this.device = device;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        threads = Executors.newFixedThreadPool(threadCount);
        server.setExecutor(threads);
        server.createContext("/next", exchange -> answer(exchange, this::next));
        server.createContext("/generate", exchange -> answer(exchange, this::generate));
        server.start();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
    }

    private interface Handler {
        Map<String, Object> answer(Map<String, String> request);
    }

    private Map<String, Object> next(Map<String, String> request) {
        List<TextGenerator.Candidate> candidates = generator.next(text(request), number(request, "count", 5));
        Map<String, Object> words = new LinkedHashMap<>();
        candidates.forEach(c -> words.put(c.word(), c.probability()));
        return Map.of("next", words);
    }

    private Map<String, Object> generate(Map<String, String> request) {
        RandomState random = new RandomState(number(request, "seed", 123));
        return Map.of("text", generator.generate(text(request), number(request, "length", 20), random));
    }

    private static String text(Map<String, String> request) {
        String text = request.getOrDefault("text", "").strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'text' is missing: the words to go on from, as in ?text=a+word");
        }
        return text;
    }

    private static int number(Map<String, String> request, String key, int otherwise) {
        String given = request.get(key);
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("\\d{1,4}") || Integer.parseInt(given) > MOST) {
            throw new IllegalArgumentException("'" + key + "' is '" + given + "', expected a number from 0 to " + MOST);
        }
        return Integer.parseInt(given);
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        int status = 200;
        Map<String, Object> answer;
        // The current device belongs to a thread, and this one is the pool's.
        try (exchange;
                DeviceScope scope = device.use()) {
            try {
                answer = handler.answer(parameters(exchange.getRequestURI()));
            } catch (IllegalArgumentException e) {
                status = 400;
                answer = Map.of("error", e.getMessage());
            }
            byte[] body = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> parameters(URI request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = request.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** Stops to listen; requests that have come are answered. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
