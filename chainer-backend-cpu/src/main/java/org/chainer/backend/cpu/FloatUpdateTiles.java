package org.chainer.backend.cpu;

import static org.chainer.backend.cpu.FloatAccess.TILE;

import java.lang.ref.Reference;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/**
 * A float32 parameter, its gradient and its state, tile by tile. Each thread has one, which it uses for one update after the other, so that training makes no garbage of them.
 */
final class FloatUpdateTiles {
    private static final int MOST_STATES = 2;
    private static final ThreadLocal<FloatUpdateTiles> OF_THREAD = ThreadLocal.withInitial(FloatUpdateTiles::new);

    /** The tile of the parameter, of the gradient, and of each array of the state. */
    final float[] param = new float[TILE];

    final float[] grad = new float[TILE];
    final float[][] state = new float[MOST_STATES][TILE];

    private final NDArray[] states = new NDArray[MOST_STATES];
    private NDArray parameter;
    private NDArray gradient;
    private long start;
    private int count;

    private FloatUpdateTiles() {}

    /** An update of a parameter with up to two arrays of state, the others null. */
    static FloatUpdateTiles of(NDArray p, NDArray g, NDArray first, NDArray second) {
        FloatUpdateTiles tiles = OF_THREAD.get();
        tiles.parameter = p;
        tiles.gradient = g;
        tiles.states[0] = first;
        tiles.states[1] = second;
        tiles.start = 0;
        tiles.count = 0;
        return tiles;
    }

    /** How many elements of this tile a loop should take; see {@link FloatAccess#padded}. */
    int padded() {
        return FloatAccess.padded(count);
    }

    /** Writes the tile back, and reads the next; false, and holding on to nothing, after the last. */
    boolean next() {
        if (count > 0) {
            write();
        }
        start += count;
        count = (int) Math.min(TILE, parameter.size() - start);
        if (count > 0) {
            read();
            return true;
        }
        of(null, null, null, null);
        return false;
    }

    private void read() {
        load(parameter, param);
        load(gradient, grad);
        for (int i = 0; i < MOST_STATES && states[i] != null; i++) {
            load(states[i], state[i]);
        }
    }

    private void write() {
        save(param, parameter);
        for (int i = 0; i < MOST_STATES && states[i] != null; i++) {
            save(state[i], states[i]);
        }
    }

    private void load(NDArray from, float[] to) {
        if (from.isContiguous()) {
            NativeMemory.block(from, false).get(from.offset() + start, to, 0, count);
            Reference.reachabilityFence(from);
        } else {
            HostArray.reading(from).get(start, to, 0, count);
        }
    }

    private void save(float[] from, NDArray to) {
        if (to.isContiguous()) {
            NativeMemory.block(to, true).put(to.offset() + start, from, 0, count);
            Reference.reachabilityFence(to);
        } else {
            HostArray.writing(to).put(start, from, 0, count);
        }
    }
}
