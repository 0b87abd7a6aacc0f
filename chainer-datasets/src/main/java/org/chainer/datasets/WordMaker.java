package org.chainer.datasets;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Makes up words that can be read aloud, each one once. */
final class WordMaker {

    private static final String[] ONSETS = {
        "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "gr", "kl", "pl", "st",
        "tr"
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u"};
    private static final String[] CODAS = {"l", "m", "n", "r", "s", "t", "k"};

    private final Random random;
    private final Set<String> used = new HashSet<>();

    WordMaker(Random random) {
        this.random = random;
    }

    /** A word of open syllables, such as {@code ko}. */
    String particle(int syllables) {
        return fresh(syllables, "");
    }

    /** A word stem of the given number of syllables, closed by a consonant, such as {@code dramel}. */
    String stem(int syllables) {
        return fresh(syllables, pick(CODAS));
    }

    private String fresh(int syllables, String coda) {
        // Where the short words have run out, the next ones get longer.
        for (int attempt = 0; ; attempt++) {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < syllables + attempt / 20; i++) {
                word.append(pick(ONSETS)).append(pick(VOWELS));
            }
            if (used.add(word.append(coda).toString())) {
                return word.toString();
            }
        }
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
