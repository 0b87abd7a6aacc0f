package org.chainer.examples.seq2seq;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/** Translates a corpus and reports BLEU as {@code validation/main/bleu}. */
final class CalculateBleu implements Extension {
    private static final int BATCH = 100;
    private static final int MAX_LENGTH = 100;

    private final Seq2seq model;
    private final ParallelCorpus corpus;
    private final Device device;

    CalculateBleu(Seq2seq model, ParallelCorpus corpus, Device device) {
        this.model = model;
        this.corpus = corpus;
        this.device = device;
    }

    @Override
    public int priority() {
        return PRIORITY_WRITER;
    }

    @Override
    public void run(Trainer trainer) {
        Chainer.report("validation/main/bleu", bleu(), null);
    }

    double bleu() {
        List<List<Integer>> references = new ArrayList<>();
        List<List<Integer>> translations = new ArrayList<>();
        for (int from = 0; from < corpus.pairs().size(); from += BATCH) {
            int to = Math.min(from + BATCH, corpus.pairs().size());
            List<NDArray> sources = new ArrayList<>();
            for (int i = from; i < to; i++) {
                sources.add(corpus.source(i).toDevice(device));
                references.add(corpus.target(i));
            }
            translations.addAll(model.translate(sources, MAX_LENGTH));
        }
        return Bleu.corpus(references, translations);
    }
}
