package org.chainer.examples.seq2seq;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU of a corpus, with one reference a sentence: {@code min(1, e^(1 − r/c)) · (p₁ p₂ p₃ p₄)^¼}, where pₙ is the share of the n-grams that the reference has
 * too (no more often than it has them), and c and r are the lengths of all translations and references. A share without a match counts as 0.1 matches, as
 * method 1 of Chen and Cherry smooths it and Chainer's example does.
 *
 * @see <a href="https://aclanthology.org/P02-1040/">Papineni et al., BLEU: a Method for Automatic Evaluation of Machine Translation, 2002</a>
 */
final class Bleu {
    private static final int LONGEST = 4;
    private static final double SMOOTHING = 0.1;

    private Bleu() {}

    /**
     * The BLEU of translations, from 0 to 1.
     *
     * @throws IllegalArgumentException if there are not as many references as translations, or none
     */
    static <W> double corpus(List<? extends List<W>> references, List<? extends List<W>> translations) {
        if (references.size() != translations.size() || references.isEmpty()) {
            throw new IllegalArgumentException("BLEU: as many references as translations were expected, at least one;"
                    + " got " + references.size() + " and " + translations.size());
        }
        double logPrecision = 0;
        for (int n = 1; n <= LONGEST; n++) {
            long matches = 0;
            long all = 0;
            for (int i = 0; i < references.size(); i++) {
                Map<List<W>, Integer> reference = ngrams(references.get(i), n);
                Map<List<W>, Integer> translation = ngrams(translations.get(i), n);
                for (Map.Entry<List<W>, Integer> entry : translation.entrySet()) {
                    matches += Math.min(entry.getValue(), reference.getOrDefault(entry.getKey(), 0));
                }
                all += Math.max(1, translations.get(i).size() - n + 1);
            }
            if (n == 1 && matches == 0) {
                return 0; // not one word is right
            }
            logPrecision += Math.log((matches == 0 ? SMOOTHING : matches) / all) / LONGEST;
        }
        long written = translations.stream().mapToLong(List::size).sum();
        long expected = references.stream().mapToLong(List::size).sum();
        double brevity = written >= expected ? 0 : 1 - (double) expected / written;
        return Math.exp(brevity + logPrecision);
    }

    private static <W> Map<List<W>, Integer> ngrams(List<W> words, int n) {
        Map<List<W>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(List.copyOf(words.subList(i, i + n)), 1, Integer::sum);
        }
        return counts;
    }
}
