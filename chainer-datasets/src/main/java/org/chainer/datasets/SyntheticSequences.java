package org.chainer.datasets;

import java.nio.IntBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/**
 * Sequences to be repeated or turned round: the simplest tasks for models that read one sequence and write another.
 *
 * <p>Examples are tuples (source, target) of one-dimensional int32 arrays. The same seed gives the same sequences on every
 * machine.
 */
public final class SyntheticSequences {

    private SyntheticSequences() {}

    /**
     * Sequences whose target is the source itself.
     *
     * @param seed decides on the sequences
     * @param size number of examples
     * @param symbols number of different symbols, which are 0 to {@code symbols - 1}
     * @param minLength least length
     * @param maxLength greatest length
     * @return the examples
     * @throws IllegalArgumentException if a number is negative, there is no symbol, or lengths contradict each other
     */
    public static Dataset<Tuple> copying(long seed, int size, int symbols, int minLength, int maxLength) {
        return pairs(seed, size, symbols, minLength, maxLength, false);
    }

    /**
     * Sequences whose target is the source from its end to its start.
     *
     * @param seed decides on the sequences
     * @param size number of examples
     * @param symbols number of different symbols, which are 0 to {@code symbols - 1}
     * @param minLength least length
     * @param maxLength greatest length
     * @return the examples
     * @throws IllegalArgumentException if a number is negative, there is no symbol, or lengths contradict each other
     */
    public static Dataset<Tuple> reversing(long seed, int size, int symbols, int minLength, int maxLength) {
        return pairs(seed, size, symbols, minLength, maxLength, true);
    }

    private static Dataset<Tuple> pairs(
            long seed, int size, int symbols, int minLength, int maxLength, boolean reverse) {
        if (size < 0 || symbols <= 0 || minLength < 0 || maxLength < minLength) {
            throw new IllegalArgumentException("SyntheticSequences: " + size + " sequences of " + minLength + " to "
                    + maxLength + " of " + symbols + " symbols cannot be made");
        }
        Random random = new Random(seed);
        return Dataset.of(IntStream.range(0, size)
                .mapToObj(i -> {
                    int length = minLength + random.nextInt(maxLength - minLength + 1);
                    int[] source = IntStream.range(0, length)
                            .map(t -> random.nextInt(symbols))
                            .toArray();
                    int[] target = reverse
                            ? IntStream.range(0, length)
                                    .map(t -> source[length - 1 - t])
                                    .toArray()
                            : source;
                    return Tuple.of(array(source), array(target));
                })
                .toList());
    }

    static NDArray array(int[] ids) {
        return HostArrays.of(IntBuffer.wrap(ids), DType.INT32, ids.length);
    }
}
