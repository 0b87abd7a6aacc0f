package org.chainer.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.examples.ptb.RnnForLm;
import org.chainer.links.model.Classifier;
import org.chainer.serializers.Serializers;

/** Saving a language model of 650 units to an npz file, and reading it into a new one: an item is one of both. */
final class ResumeWorkload implements Workload {
    private static final int VOCABULARY = 10_000;
    private static final int UNITS = 650;

    private final Classifier saved = new Classifier(new RnnForLm(VOCABULARY, UNITS, 0));
    private final Classifier loaded = new Classifier(new RnnForLm(VOCABULARY, UNITS, 0));
    private final Path file;
    private double saveSeconds;
    private double loadSeconds;

    ResumeWorkload() {
        try {
            file = Files.createTempFile("chainer-bench", ".npz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.toFile().deleteOnExit();
    }

    @Override
    public void iterate() {
        long begin = System.nanoTime();
        Serializers.saveNpz(file, saved);
        long between = System.nanoTime();
        Serializers.loadNpz(file, loaded);
        saveSeconds = (between - begin) / 1e9;
        loadSeconds = (System.nanoTime() - between) / 1e9;
    }

    @Override
    public double itemsPerIteration() {
        return 1;
    }

    @Override
    public double flopPerItem() {
        return 0;
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("save_s", saveSeconds);
        details.put("load_s", loadSeconds);
        return details;
    }
}
