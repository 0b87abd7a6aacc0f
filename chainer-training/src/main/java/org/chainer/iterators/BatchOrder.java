package org.chainer.iterators;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.array.NDArray;

/**
 * Which examples the batches of a data set take, and where in the epoch they end. It says what the next batch would be without moving on, so that examples can be read ahead of time:
 * {@link #after} computes, {@link #accept} moves.
 */
final class BatchOrder {
    private final String owner;
    private final int size;
    private final int batchSize;
    private final boolean repeat;
    private final OrderSampler sampler;
    /** Orders that were drawn for batches ahead of the current one, and are to be used before new ones are drawn. */
    private final Deque<int[]> drawn = new ArrayDeque<>();

    private State state;
    private double previousEpochDetail;

    /**
     * A place in the sequence of batches.
     *
     * @param order null for the data set's own
     */
    record State(int position, long epoch, boolean newEpoch, int[] order) {}

    /**
     * A batch.
     *
     * @param indices of its examples
     * @param state after it
     * @param drawn orders that were drawn for it
     */
    record Step(int[] indices, State state, List<int[]> drawn) {}

    BatchOrder(String owner, int size, int batchSize, boolean repeat, OrderSampler sampler) {
        if (batchSize < 1) {
            throw new IllegalArgumentException(owner + ": batch size is " + batchSize + ", expected at least 1");
        }
        if (size < 1) {
            throw new IllegalArgumentException(owner + ": the data set is empty");
        }
        this.owner = owner;
        this.size = size;
        this.batchSize = batchSize;
        this.repeat = repeat;
        this.sampler = sampler;
        reset();
    }

    void reset() {
        drawn.clear();
        int[] order = null;
        if (sampler != null) {
            order = checked(sampler.next(IntStream.range(0, size).toArray(), 0));
            if (order.length == 0) {
                throw new IllegalStateException(owner + ": the order sampler returned no index");
            }
        }
        state = new State(0, 0, false, order);
        previousEpochDetail = -1;
    }

    private int[] checked(int[] order) {
        for (int index : order) {
            if (index < 0 || index >= size) {
                throw new IllegalStateException(owner + ": the order sampler returned index " + index
                        + ", but the data set has " + size + " examples");
            }
        }
        return order;
    }

    State state() {
        return state;
    }

    boolean repeat() {
        return repeat;
    }

    boolean hasNext(State at) {
        return repeat || at.epoch == 0;
    }

    /** The batch that follows a place. */
    Step after(State at) {
        int[] indices = new int[batchSize];
        List<int[]> orders = new ArrayList<>();
        int[] order = at.order;
        int position = at.position;
        long epoch = at.epoch;
        boolean newEpoch = false;
        int count = 0;
        while (count < batchSize && !(newEpoch && !repeat)) {
            indices[count++] = order == null ? position : order[position];
            position++;
            if (position >= epochSize(order)) {
                epoch++;
                newEpoch = true;
                if (order != null && repeat) {
                    order = nextOrder(order, position);
                    orders.add(order);
                }
                position = 0;
            }
        }
        int[] used = count == batchSize ? indices : Arrays.copyOf(indices, count);
        return new Step(used, new State(position, epoch, newEpoch, order), orders);
    }

    private int[] nextOrder(int[] order, int position) {
        if (!drawn.isEmpty()) {
            return drawn.remove();
        }
        int[] next = checked(sampler.next(order, position));
        if (next.length != order.length) {
            throw new IllegalStateException(owner + ": the order sampler returned " + next.length + " indices after "
                    + order.length + "; the number must not change");
        }
        return next;
    }

    private int epochSize(int[] order) {
        return order == null ? size : order.length;
    }

    /** Moves to the place after a batch. */
    void accept(Step step) {
        previousEpochDetail = epochDetail();
        state = step.state;
    }

    double epochDetail() {
        return state.epoch + (double) state.position / epochSize(state.order);
    }

    OptionalDouble previousEpochDetail() {
        return previousEpochDetail < 0 ? OptionalDouble.empty() : OptionalDouble.of(previousEpochDetail);
    }

    /** As Chainer's iterators. A reader forgets the orders that were drawn ahead. */
    void serialize(Serializer serializer, String orderKey, String otherOrderKey) {
        long position = serializer.integer("current_position", state.position);
        long epoch = serializer.integer("epoch", state.epoch);
        boolean newEpoch = serializer.bool("is_new_epoch", state.newEpoch);
        int[] order = state.order;
        if (order != null) {
            String key = serializer.isReader() && !serializer.has(orderKey) ? otherOrderKey : orderKey;
            order = checked(serializer.array(key, wide(order)).toIntArray());
        }
        if (position < 0 || position >= epochSize(order) || epoch < 0) {
            throw new IllegalArgumentException(owner + ": the snapshot is at position " + position + " of epoch "
                    + epoch + ", but an epoch has " + epochSize(order) + " examples");
        }
        if (serializer.isReader() && !serializer.has("previous_epoch_detail")) {
            double guess = epoch + ((double) position - batchSize) / epochSize(order);
            previousEpochDetail = epoch + position == 0 ? -1 : Math.max(guess, 0);
        } else {
            previousEpochDetail = serializer.number("previous_epoch_detail", previousEpochDetail);
        }
        state = new State((int) position, epoch, newEpoch, order);
        if (serializer.isReader()) {
            drawn.clear();
        }
    }

    /** The orders that were drawn for batches which nobody has taken yet, and the sampler's own state. */
    void serializeState(Serializer serializer, List<int[]> ahead) {
        if (sampler == null) {
            return;
        }
        if (serializer.isReader()) {
            drawn.clear();
            for (int i = 0; serializer.has("order_ahead_" + i); i++) {
                drawn.add(checked(serializer
                        .newArray("order_ahead_" + i, wide(state.order))
                        .toIntArray()));
            }
        } else {
            for (int i = 0; i < ahead.size(); i++) {
                serializer.array("order_ahead_" + i, wide(ahead.get(i)));
            }
        }
        if (sampler instanceof Stateful stateful) {
            stateful.serializeState(serializer.child("order_sampler"));
        }
    }

    /** Uses these orders, which were drawn already, before new ones. */
    void keep(List<int[]> orders) {
        drawn.clear();
        drawn.addAll(orders);
    }

    /** Orders that wait to be used. */
    List<int[]> waiting() {
        return new ArrayList<>(drawn);
    }

    private static NDArray wide(int[] values) {
        return NDArray.of(IntStream.of(values).mapToLong(v -> v).toArray());
    }
}
