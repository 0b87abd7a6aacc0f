package org.chainer.training.extensions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.chainer.Chainer;
import org.chainer.functionhooks.TimerHook;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.utils.AtomicFile;

/**
 * Measures how long functions and links take in some iterations, and writes two tables to a file in the output folder: functions by their name, forward and backward together, and links by
 * their path, forward.
 *
 * <p>While it measures, training is slower: work that is else put together or put off is done at each call. Of an updater with several copies of the model the first one is measured.
 */
public final class Profile implements Extension {
    private final long first;
    private final long last;
    private String fileName = "profile.txt";
    private long begin;
    private TimerHook functions;
    private LinkTimer links;
    private Chainer.Scope functionScope;
    private Chainer.Scope linkScope;

    /** Measures iterations 11 to 20: the first ones are slower than the rest. */
    public Profile() {
        this(11, 20);
    }

    /**
     * Measures some iterations.
     *
     * @param first number of the first one, 1 or more
     * @param last number of the last one
     * @throws IllegalArgumentException unless {@code 1 <= first <= last}
     */
    public Profile(long first, long last) {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("Profile: the iterations are " + first + " to " + last
                    + ", expected numbers from 1 on, the last not less than the first");
        }
        this.first = first;
        this.last = last;
    }

    /** Name of the file, {@code profile.txt} by default. */
    public Profile fileName(String name) {
        fileName = Objects.requireNonNull(name, "name");
        return this;
    }

    @Override
    public void initialize(Trainer trainer) {
        startOrStop(trainer);
    }

    @Override
    public void run(Trainer trainer) {
        startOrStop(trainer);
    }

    /** Between two iterations. */
    private void startOrStop(Trainer trainer) {
        long done = trainer.updater().iteration();
        if (functions != null && done >= last) {
            stop();
            write(trainer.out().resolve(fileName), done);
        } else if (functions == null && done >= first - 1 && done < last) {
            start(trainer);
        }
    }

    private void start(Trainer trainer) {
        begin = trainer.updater().iteration() + 1;
        functions = new TimerHook();
        links = new LinkTimer();
        trainer.updater().getAllOptimizers().forEach((name, optimizer) -> links.nameAll(name, optimizer.target()));
        functionScope = Chainer.usingHook(functions);
        linkScope = Chainer.usingHook(links);
    }

    private void stop() {
        if (linkScope != null) {
            linkScope.close();
            functionScope.close();
            linkScope = null;
        }
    }

    private void write(Path path, long done) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        out.println("Iterations " + begin + " to " + done + ", while measured");
        out.println();
        functions.printReport("auto", out);
        out.println();
        links.print(out);
        out.flush();
        functions = null;
        try {
            AtomicFile.write(path, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the profile " + path.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    /** Ends measuring; of less than all iterations nothing is written. */
    @Override
    public void finish() {
        stop();
    }
}
