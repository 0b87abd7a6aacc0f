package org.chainer.examples.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainer.Chainer;
import org.chainer.Sequential;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.datasets.SyntheticLanguage;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.ptb.RnnForLm;
import org.chainer.examples.ptb.TextGenerator;
import org.chainer.functions.F;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {
    private static final int THREADS = 4;

    private final Device device = Devices.get("cpu");
    private final SyntheticLanguage language = new SyntheticLanguage(0, 1000, 100, 100);
    private final List<String> words = List.copyOf(language.vocabulary().keySet());
    private final RnnForLm model = new RnnForLm(words.size(), 32, 0.5);
    private final TextGenerator generator = new TextGenerator(model, language.vocabulary(), device);

    @TempDir
    Path folder;

    private String text(int i) {
        return words.get(1 + i % 50) + " " + words.get(1 + i * 7 % 60);
    }

    /** Runs each task on one of several threads. */
    private static <T> List<T> atOnce(List<java.util.concurrent.Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void threadsThatShareAModelGetTheAnswersThatOneAloneGets() throws Exception {
        List<String> alone = new ArrayList<>();
        List<java.util.concurrent.Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = text(i);
            int seed = i;
            tasks.add(() -> generator.next(text, 3) + generator.generate(text, 10, new RandomState(seed)));
            alone.add(tasks.get(i).call());
        }
        assertThat(atOnce(tasks)).isEqualTo(alone);
        assertThat(alone).doesNotHaveDuplicates();
    }

    @Test
    void aLinkWithoutStateIsSharedAsItIs() throws Exception {
        Sequential net = new Sequential(new Linear(64, 128), F::relu, new Linear(128, 64), F::softmax);
        List<java.util.concurrent.Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            NDArray x = new RandomState(i).normal(0, 1, DType.FLOAT32, 8, 64);
            NDArray expected = net.apply(x).array();
            tasks.add(() -> {
                try (Chainer.Scope mode = Chainer.noBackpropMode()) {
                    return net.apply(x).array().allClose(expected, 1e-5, 1e-6);
                }
            });
        }
        assertThat(atOnce(tasks)).containsOnly(true);
    }

    @Test
    void theModesOfOneThreadAreNotAnothers() throws Exception {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            List<java.util.concurrent.Callable<Boolean>> tasks =
                    List.of(() -> Chainer.config().enableBackprop());
            assertThat(atOnce(tasks)).containsExactly(true);
            assertThat(Chainer.config().enableBackprop()).isFalse();
        }
    }

    @Test
    void requestsAtOnceAreAnsweredAsOneByOne() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (var server = new LanguageModelServer(generator, device, 0, THREADS)) {
            Map<URI, String> expected = new LinkedHashMap<>();
            for (int i = 0; i < 40; i++) {
                String text = text(i).replace(' ', '+');
                URI uri = URI.create(server.address() + "/generate?length=8&seed=" + i + "&text=" + text);
                expected.put(uri, "{\"text\":\"" + generator.generate(text(i), 8, new RandomState(i)) + "\"}");
            }
            List<java.util.concurrent.Callable<String>> tasks = new ArrayList<>();
            expected.keySet().forEach(uri -> tasks.add(() -> get(client, uri).body()));
            assertThat(atOnce(tasks)).containsExactlyElementsOf(expected.values());

            assertThat(get(client, URI.create(server.address() + "/next?count=2&text=" + words.get(3)))
                            .body())
                    .contains("\"next\":{\""
                            + generator.next(words.get(3), 1).get(0).word() + "\":0.");
            HttpResponse<String> unknown = get(client, URI.create(server.address() + "/next?text=xyzzy"));
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.body()).contains("'xyzzy' is not among the model's");
            assertThat(get(client, URI.create(server.address() + "/generate")).body())
                    .contains("'text' is missing");
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theExampleAsksItself() {
        Path file = folder.resolve("model.npz");
        Serializers.saveNpz(file, new Classifier(model));
        ExampleRun run = ExampleRun.of("serving", "--model", file.toString(), "--port", "0", "--requests", "50");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("50 requests answered by 4 threads", "different answers: 1");
        assertThat(ExampleRun.of("serving", "--model", folder.resolve("none").toString())
                        .errors())
                .contains("there is no", "train one first");
    }
}
