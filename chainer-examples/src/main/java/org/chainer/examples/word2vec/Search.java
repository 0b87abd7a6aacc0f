package org.chainer.examples.word2vec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the words nearest to those typed in: Chainer's {@code examples/word2vec/search.py}. */
@Command(
        name = "word2vec-search",
        header = "The words nearest to those typed in.",
        description = "Reads words from the standard input and prints the nearest ones, by vectors from 'word2vec'.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Search implements Callable<Integer> {
    private static final int RESULTS = 5;

    @Option(
            names = "--result",
            defaultValue = "result",
            description = "Folder with the result of a training. Default: ${DEFAULT-VALUE}.")
    private Path result;

    /** For the command line. */
    public Search() {}

    @Override
    public Integer call() throws IOException {
        Path file = result.resolve(TrainWord2vec.MODEL_FILE);
        if (!Files.exists(file)) {
            throw new NoSuchFileException("there are no word vectors at " + file.toAbsolutePath()
                    + "; train some with 'word2vec --out " + result + "'");
        }
        NearestWords vectors = NearestWords.read(file);
        PrintStream console = System.out;
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        console.print(">> ");
        console.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.strip();
            if (vectors.contains(word)) {
                console.println("query: " + word);
                for (NearestWords.Neighbour n : vectors.nearest(word, RESULTS)) {
                    console.println(n.word() + ": " + n.similarity());
                }
            } else {
                console.println("\"" + word + "\" is not found");
            }
            console.print(">> ");
            console.flush();
        }
        console.println();
        return 0;
    }
}
