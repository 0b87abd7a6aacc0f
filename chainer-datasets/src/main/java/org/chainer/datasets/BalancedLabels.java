package org.chainer.datasets;

import java.nio.IntBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Labels of classes that are equally frequent. */
final class BalancedLabels {

    private BalancedLabels() {}

    /** Labels 0 to {@code classes - 1} in random order. */
    static int[] shuffled(int count, int classes, Random random) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of examples must not be negative, got " + count);
        }
        int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = labels[i];
            labels[i] = labels[j];
            labels[j] = kept;
        }
        return labels;
    }

    static NDArray array(int[] labels) {
        return HostArrays.of(IntBuffer.wrap(labels), DType.INT32, labels.length);
    }
}
