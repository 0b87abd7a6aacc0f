package org.chainer.examples.serving;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.ptb.Corpus;
import org.chainer.examples.ptb.TextGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a trained language model over HTTP. */
@Command(
        name = "serving",
        header = "A language model that ptb has trained, asked over HTTP by several threads.",
        description =
                "Serves a language model that 'ptb' has trained, on the loopback address: /next?text=WORDS&count=N gives the likeliest next words, /generate?text=WORDS&length=N&seed=N a text.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeLanguageModel implements Callable<Integer> {
    @Option(
            names = {"--model", "-m"},
            defaultValue = "model.npz",
            description = "Model file, saved by 'ptb'. Default: ${DEFAULT-VALUE}.")
    private Path model;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--language-seed",
            defaultValue = "0",
            description = "The --seed that 'ptb' made the language with, if it is made up. Default: ${DEFAULT-VALUE}.")
    private long languageSeed;

    @Option(names = "--port", defaultValue = "8080", description = "Port; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--threads",
            defaultValue = "4",
            description = "Number of threads that answer. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--requests",
            description = "Send as many requests to itself, from as many threads, say how fast they were, and end.")
    private Integer requests;

    @Option(
            names = {"--device", "-d"},
            defaultValue = "cpu",
            description = "Device: cpu, reference, cuda:0 (or 0). Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    /** For the command line. */
    public ServeLanguageModel() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.exists(model)) {
            throw new NoSuchFileException("--model: there is no " + model.toAbsolutePath()
                    + "; train one first: ptb --epoch 2 --model " + model);
        }
        Device device = Devices.get(deviceName);
        PrintStream console = System.out;
        try (DeviceScope scope = device.use()) {
            Corpus corpus = Corpus.load(data, languageSeed);
            TextGenerator generator = TextGenerator.load(model, corpus.vocabulary(), device);
            try (var server = new LanguageModelServer(generator, device, port, threads)) {
                String word = corpus.vocabulary().keySet().stream()
                        .filter(w -> !w.equals("<eos>"))
                        .findFirst()
                        .orElseThrow();
                URI example =
                        URI.create(server.address() + "/next?text=" + URLEncoder.encode(word, StandardCharsets.UTF_8));
                console.println("a model of " + corpus.description() + " answers at " + example);
                if (requests == null) {
                    new CountDownLatch(1).await(); // until the process is ended
                } else {
                    ask(example, console);
                }
            }
        }
        return 0;
    }

    private void ask(URI uri, PrintStream console) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        List<String> bodies =
                answers.stream().map(a -> a.join().body()).distinct().toList();
        double seconds = (System.nanoTime() - start) / 1e9;
        bodies.forEach(console::println);
        console.printf(
                Locale.ROOT,
                "%d requests answered by %d threads in %.2f s (%.0f a second); different answers: %d%n",
                requests,
                threads,
                seconds,
                requests / seconds,
                bodies.size());
    }
}
