package org.chainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extensions in the package's Javadoc: just that text is compiled and run. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n}</pre>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static List<String> examples() throws Exception {
        String source = Files.readString(Path.of("src/main/java/org/chainer/training/package-info.java"))
                .replaceAll("(?m)^ \\* ?", "");
        List<String> examples = new ArrayList<>();
        for (Matcher m = EXAMPLE.matcher(source); m.find(); ) {
            examples.add(m.group(1));
        }
        return examples;
    }

    private void compile(String source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path file = Files.writeString(folder.resolve("Examples.java"), source);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean fine = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-proc:none", "-cp", classPath, "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(fine).as(messages.toString()).isTrue();
        }
    }

    @Test
    void lambdaMethodAndClass() throws Exception {
        List<String> examples = examples();
        assertThat(examples).hasSize(3);
        StringBuilder source = new StringBuilder("""
                import org.chainer.*;
                import org.chainer.array.*;
                import org.chainer.training.*;

                public class Examples {
                    public static void extend(Trainer trainer) {
                """);
        examples.forEach(example -> source.append("{\n").append(example).append("\n}\n"));
        compile(source.append("}\n}\n").toString());

        SGD optimizer = new SGD(0.8);
        optimizer.setup(new Classifier(new Linear(1, 2)));
        Dataset<Tuple> data = Dataset.of(List.of(Tuple.of(new float[] {1}, 0), Tuple.of(new float[] {-1}, 1)));
        var updater = new StandardUpdater(new SerialIterator<>(data, 1, true, false), optimizer);
        Trainer trainer = new Trainer(updater, Trigger.iterations(5), folder);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream console = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("Examples").getMethod("extend", Trainer.class).invoke(null, trainer);
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            trainer.run();
            assertThat(Serializers.serialize(trainer)).containsKey("extensions/BestLoss/best");
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .startsWith("2 iterations", "4 iterations")
                .last()
                .asString()
                .matches("best loss 0\\.\\d+");
        assertThat(optimizer.hyperparameter().get("lr")).isEqualTo(0.2);
    }
}
