package org.chainer.examples.word2vec;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Serializer;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.dataset.Batch;
import org.chainer.dataset.Iterator;
import org.chainer.dataset.Tuple;

/**
 * Places of a text in random order, each with the words around it. The width of the window is drawn anew for each batch, from 1 to one less than the greatest,
 * so near words are met more often than far ones. A batch is one tuple (words (batch), contexts (batch, 2·width)).
 */
final class WindowIterator implements Iterator<Tuple> {
    private final int[] text;
    private final int window;
    private final int batchSize;
    private final boolean repeat;
    private final int[] order;
    private int position;
    private long epoch;
    private boolean newEpoch;
    private double previousEpochDetail = -1;

    WindowIterator(int[] text, int window, int batchSize, boolean repeat) {
        if (window < 2 || batchSize < 1 || text.length <= 2 * window) {
            throw new IllegalArgumentException("a window of at least 2, a batch of at least 1 and a text longer than"
                    + " two windows were expected; the window is " + window + ", the batch " + batchSize
                    + ", the text has " + text.length + " words");
        }
        this.text = text;
        this.window = window;
        this.batchSize = batchSize;
        this.repeat = repeat;
        this.order = RandomState.shared().permutation(text.length - 2 * window);
    }

    /** The arrays of a batch, on a device. */
    static Batch convert(List<?> batch, Device device) {
        Tuple tuple = (Tuple) batch.get(0);
        NDArray words = tuple.get(0);
        NDArray contexts = tuple.get(1);
        return device == null ? Batch.of(words, contexts) : Batch.of(words.toDevice(device), contexts.toDevice(device));
    }

    @Override
    public boolean hasNext() {
        return repeat || epoch == 0;
    }

    @Override
    public List<Tuple> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all places were visited and the iterator does not repeat");
        }
        previousEpochDetail = epochDetail();
        int end = Math.min(position + batchSize, order.length);
        int width = window == 2 ? 1 : 1 + (int) RandomState.shared().nextLong(window - 1);
        int[] words = new int[end - position];
        int[] contexts = new int[words.length * 2 * width];
        int next = 0;
        for (int i = 0; i < words.length; i++) {
            int at = order[position + i] + window;
            words[i] = text[at];
            for (int offset = -width; offset <= width; offset++) {
                if (offset != 0) {
                    contexts[next++] = text[at + offset];
                }
            }
        }
        newEpoch = end == order.length;
        position = newEpoch ? 0 : end;
        if (newEpoch) {
            epoch++;
            RandomState.shared().shuffle(order);
        }
        return List.of(Tuple.of(NDArray.of(words), NDArray.of(contexts).reshape(words.length, 2L * width)));
    }

    @Override
    public void reset() {
        position = 0;
        epoch = 0;
        newEpoch = false;
        previousEpochDetail = -1;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isNewEpoch() {
        return newEpoch;
    }

    @Override
    public double epochDetail() {
        return epoch + (double) position / order.length;
    }

    @Override
    public OptionalDouble previousEpochDetail() {
        return previousEpochDetail < 0 ? OptionalDouble.empty() : OptionalDouble.of(previousEpochDetail);
    }

    @Override
    public boolean repeat() {
        return repeat;
    }

    @Override
    public void serialize(Serializer serializer) {
        position = (int) serializer.integer("current_position", position);
        epoch = serializer.integer("epoch", epoch);
        newEpoch = serializer.bool("is_new_epoch", newEpoch);
        int[] read = serializer.array("order", NDArray.of(order)).toIntArray();
        System.arraycopy(read, 0, order, 0, order.length);
    }
}
