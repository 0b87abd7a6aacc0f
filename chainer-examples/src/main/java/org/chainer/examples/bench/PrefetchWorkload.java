package org.chainer.examples.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.chainer.dataset.Dataset;
import org.chainer.iterators.MultithreadIterator;

/**
 * Training iterations whose data are as slow as the step: each batch waits as long as an {@code mlp} iteration takes, as for a disk. What {@link MultithreadIterator}
 * hides shows in {@code over_slower}: how much longer an iteration takes than the slower of step and reading.
 */
final class PrefetchWorkload implements Workload {
    private static final int BATCH = 10;
    private static final int ROUNDS = 50;

    private final Workload step;
    private final MultithreadIterator<Integer> iterator;
    private final double stepSeconds;
    private final double readSeconds;
    private final double[] lately = new double[2 * ROUNDS];
    private int iterations;

    PrefetchWorkload(DType dtype) {
        step = FeedForwardWorkload.mlp(dtype);
        medianSeconds(step::iterate); // warms up
        stepSeconds = medianSeconds(step::iterate);
        long wait = (long) (stepSeconds / BATCH * 1e9);
        Dataset<Integer> slow = slowDataset(wait);
        readSeconds = medianSeconds(() -> IntStream.range(0, BATCH).forEach(slow::get));
        iterator = new MultithreadIterator<>(slow, BATCH, true, true, 1);
    }

    private static Dataset<Integer> slowDataset(long nanos) {
        return new Dataset<>() {
            @Override
            public int size() {
                return 1000;
            }

            @Override
            public Integer get(int index) {
                long end = System.nanoTime() + nanos;
                for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                return index;
            }
        };
    }

    private static double medianSeconds(Runnable action) {
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            action.run();
            seconds[i] = (System.nanoTime() - begin) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    @Override
    public void iterate() {
        long begin = System.nanoTime();
        iterator.next();
        step.iterate();
        lately[iterations++ % lately.length] = (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public double itemsPerIteration() {
        return BATCH;
    }

    @Override
    public double flopPerItem() {
        return 0;
    }

    @Override
    public Map<String, Object> details() {
        double[] seconds = Arrays.copyOf(lately, Math.min(iterations, lately.length));
        Arrays.sort(seconds);
        iterator.close();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("step_s", stepSeconds);
        details.put("read_s", readSeconds);
        details.put("over_slower", seconds[seconds.length / 2] / Math.max(stepSeconds, readSeconds) - 1);
        return details;
    }
}
