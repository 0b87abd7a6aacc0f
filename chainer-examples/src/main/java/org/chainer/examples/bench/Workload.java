package org.chainer.examples.bench;

import java.util.Map;

/** Something that is done again and again and timed. */
interface Workload {

    /** Does it once. */
    void iterate();

    /** How many items (words, images) one iteration handles. */
    double itemsPerIteration();

    /** Floating-point operations of the matrix products and convolutions for one item; 0 if that says nothing. */
    double flopPerItem();

    /** A loss at the start, to compare with other frameworks; NaN if there is none. */
    default double firstLoss() {
        return Double.NaN;
    }

    /** Further figures, by name, for the JSON line. */
    default Map<String, Object> details() {
        return Map.of();
    }
}
