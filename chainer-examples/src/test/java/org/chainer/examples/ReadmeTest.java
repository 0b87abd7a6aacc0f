package org.chainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The README as it stands: its Java runs and prints what it says, its Maven snippets are built, its commands exist. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Losses depend a little on the processor's arithmetic. */
    private static final double TOLERANCE = 0.05;

    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("../README.md"));
    }

    private record Block(String language, String text) {}

    private static List<Block> blocks() {
        return BLOCK.matcher(readme)
                .results()
                .map(b -> new Block(b.group(1), b.group(2)))
                .toList();
    }

    private static Stream<String> texts(String language) {
        return blocks().stream().filter(b -> b.language().equals(language)).map(Block::text);
    }

    /** What is printed is also written to target/readme, one file a block, to be looked at or taken over. */
    @Test
    void allJavaRunsInOrderAndPrintsWhatItSays() throws IOException {
        List<Block> blocks = blocks();
        Path folder = Files.createDirectories(Path.of("target/readme"));
        SoftAssertions all = new SoftAssertions();
        try (Session session = new Session()) {
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).language().equals("java")) {
                    String code = blocks.get(i).text();
                    boolean says = i + 1 < blocks.size()
                            && blocks.get(i + 1).language().equals("text");
                    String said = says ? blocks.get(i + 1).text() : "";
                    all.assertThatCode(() -> {
                                String printed = session.run(code);
                                Files.writeString(
                                        folder.resolve((blocks.indexOf(new Block("java", code)) + 1) + ".txt"),
                                        printed);
                                assertSame(printed, said);
                            })
                            .doesNotThrowAnyException();
                }
            }
            List<String> cells = cellsOfTheTable();
            assertThat(cells).hasSizeGreaterThan(30);
            cells.forEach(cell -> all.assertThatCode(() -> session.run(cell)).doesNotThrowAnyException());
        }
        all.assertAll();
    }

    /** The code in the second column of the table of Chainer's names. */
    private static List<String> cellsOfTheTable() {
        String section = readme.substring(readme.indexOf("## Chainer → here"), readme.indexOf("## Write your own"));
        List<String> cells = new ArrayList<>();
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] columns = line.split(" \\| ");
            assertThat(columns).as(line).hasSize(2);
            CODE.matcher(columns[1]).results().map(m -> m.group(1)).forEach(cells::add);
        });
        return cells;
    }

    private static void assertSame(String printed, String said) {
        assertThat(withoutNumbers(printed)).isEqualTo(withoutNumbers(said));
        List<Double> got = numbers(printed);
        List<Double> expected = numbers(said);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(got.get(i))
                    .as("number %d of what is printed:%n%s%nagainst%n%s", i, printed, said)
                    .isCloseTo(expected.get(i), within(TOLERANCE * expected.get(i)));
        }
    }

    private static String withoutNumbers(String text) {
        return NUMBER.matcher(text)
                .replaceAll("#")
                .replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\\n", "\n")
                .strip();
    }

    private static List<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }

    /** A JShell that runs in this process. */
    private static final class Session implements AutoCloseable {
        private final JShell shell = JShell.builder().executionEngine("local").build();

        Session() {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            Stream.of(path.split(java.io.File.pathSeparator)).forEach(shell::addToClasspath);
        }

        /** Runs code; the result is what it prints. */
        String run(String code) {
            PrintStream console = System.out;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            try {
                System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
                String rest = code;
                while (!rest.isBlank()) {
                    CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                    String source = next.source() == null ? rest : next.source();
                    shell.eval(source).forEach(event -> assertRan(event, source));
                    rest = next.source() == null || next.completeness() == SourceCodeAnalysis.Completeness.EMPTY
                            ? ""
                            : next.remaining();
                }
            } finally {
                System.setOut(console);
            }
            return printed.toString(StandardCharsets.UTF_8);
        }

        private void assertRan(SnippetEvent event, String source) {
            String problems = shell.diagnostics(event.snippet())
                    .filter(d -> d.isError())
                    .map(d -> d.getMessage(null))
                    .reduce("", (a, b) -> a + "\n" + b);
            assertThat(event.exception()).as(source).isNull();
            assertThat(event.status()).as("%s%n%s", source, problems).isEqualTo(Snippet.Status.VALID);
        }

        @Override
        public void close() {
            shell.close();
        }
    }

    @Test
    void theFirstCommandsAreTheTwoThatSetUp() {
        assertThat(texts("sh").limit(2))
                .containsExactly(
                        "mvn -q -B package -DskipTests && java -jar chainer-examples/target/chainer-examples.jar ptb\n",
                        "mvn -B verify\n");
    }

    @Test
    void commandsNameExamplesAndOptionsThatThereAre() {
        Matcher command = Pattern.compile("java -jar chainer-examples/target/chainer-examples.jar ([a-z][^\\n`]*)")
                .matcher(readme);
        int count = 0;
        while (command.find()) {
            CommandLine.ParseResult parsed =
                    Main.commandLine().parseArgs(command.group(1).split(" "));
            assertThat(parsed.subcommand()).as(command.group()).isNotNull();
            count++;
        }
        assertThat(count).isGreaterThan(3);
    }

    @Test
    void theTableOfExamplesHasThemAll() {
        String section = readme.substring(readme.indexOf("## Examples"), readme.indexOf("## Devices and settings"));
        Main.commandLine()
                .getSubcommands()
                .keySet()
                .forEach(name -> assertThat(section).contains("`" + name + "`"));
    }

    @Test
    void projectsThatAreBuiltHaveTheMavenSnippets() throws IOException {
        String pom = Files.readString(Path.of("src/it/links-cpu/pom.xml")).replaceAll("\\s+", "");
        String version =
                Files.readString(Path.of("pom.xml")).replaceAll("(?s).*?<parent>.*?<version>(.*?)</version>.*", "$1");
        List<String> snippets = texts("xml").toList();
        assertThat(snippets).isNotEmpty();
        for (String snippet : snippets) {
            String expected = snippet.replaceAll("\\s+", "").replace(version, "@project.version@");
            // The project has JUnit too, as its last dependency.
            assertThat(pom).contains(expected.replaceAll("</dependencies>$", ""));
        }
    }

    @Test
    void linksWithinLeadSomewhere() {
        List<String> anchors = readme.lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceAll("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
                .map(title -> title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .toList();
        Matcher link = Pattern.compile("\\]\\(#([^)]+)\\)").matcher(readme);
        while (link.find()) {
            assertThat(anchors).contains(link.group(1));
        }
    }
}
