package org.chainer.examples.bench;

import java.util.Arrays;

/** Runs a workload for a while, after some iterations that do not count. */
final class Measurement {
    private static final int WARM_UP = 5;
    private static final int MOST_ITERATIONS = 1 << 20;

    private final double[] rates;
    private final long collections;
    private final double collectionShare;
    private final long longestPauseMillis;
    private final long heapBytes;

    Measurement(Workload workload, double seconds) {
        for (int i = 0; i < WARM_UP; i++) {
            workload.iterate();
        }
        double[] found = new double[64];
        int n = 0;
        long collectionsBefore = Process.collections();
        long millisBefore = Process.collectionMillis();
        long bytesBefore = Process.allocatedBytes();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (PauseWatch pauses = new PauseWatch()) {
            while (n == 0 || System.nanoTime() < end && n < MOST_ITERATIONS) {
                if (n == found.length) {
                    found = Arrays.copyOf(found, 2 * n);
                }
                long begin = System.nanoTime();
                workload.iterate();
                found[n++] = workload.itemsPerIteration() / ((System.nanoTime() - begin) / 1e9);
            }
            longestPauseMillis = pauses.longestMillis();
        }
        heapBytes = Process.allocatedBytes() - bytesBefore;
        collections = Process.collections() - collectionsBefore;
        collectionShare = (Process.collectionMillis() - millisBefore) / ((System.nanoTime() - start) / 1e6);
        rates = Arrays.copyOf(found, n);
        Arrays.sort(rates);
    }

    /** Items a second in the median iteration. */
    double median() {
        return rates[rates.length / 2];
    }

    /** Distance of the quartiles, as a part of the median. */
    double spread() {
        return (rates[rates.length * 3 / 4] - rates[rates.length / 4]) / median();
    }

    int iterations() {
        return rates.length;
    }

    /** Bytes of the Java heap that the calling thread allocates in an iteration. */
    long heapBytesPerIteration() {
        return heapBytes / rates.length;
    }

    long collections() {
        return collections;
    }

    /** Part of the time that garbage collections take. */
    double collectionShare() {
        return collectionShare;
    }

    /** Milliseconds of the longest pause for a garbage collection. */
    long longestPauseMillis() {
        return longestPauseMillis;
    }
}
