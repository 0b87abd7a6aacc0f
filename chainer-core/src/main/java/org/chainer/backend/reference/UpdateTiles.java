package org.chainer.backend.reference;

import static org.chainer.backend.HostArray.TILE;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/**
 * A parameter, its gradient and its state, tile by tile as double. Each thread has one, which it uses for one update after the other, so that training makes no garbage of them.
 */
final class UpdateTiles {
    private static final int MOST_STATES = 3;
    private static final ThreadLocal<UpdateTiles> OF_THREAD = ThreadLocal.withInitial(UpdateTiles::new);

    /** The tile of the parameter, of the gradient, and of each array of the state. */
    final double[] param = new double[TILE];

    final double[] grad = new double[TILE];
    final double[][] state = new double[MOST_STATES][TILE];
    /** Number of elements in this tile. */
    int count;

    private final NDArray[] states = new NDArray[MOST_STATES];
    private NDArray parameter;
    private NDArray gradient;
    private long start;

    private UpdateTiles() {}

    /** An update of a parameter without state. */
    static UpdateTiles of(NDArray p, NDArray g) {
        return of(p, g, null, null, null);
    }

    /** An update of a parameter with one array of state. */
    static UpdateTiles of(NDArray p, NDArray g, NDArray state) {
        return of(p, g, state, null, null);
    }

    /** An update of a parameter with two arrays of state. */
    static UpdateTiles of(NDArray p, NDArray g, NDArray first, NDArray second) {
        return of(p, g, first, second, null);
    }

    /** An update of a parameter with up to three arrays of state, the others null. */
    static UpdateTiles of(NDArray p, NDArray g, NDArray first, NDArray second, NDArray third) {
        UpdateTiles tiles = OF_THREAD.get();
        tiles.parameter = p;
        tiles.gradient = g;
        tiles.states[0] = first;
        tiles.states[1] = second;
        tiles.states[2] = third;
        tiles.start = 0;
        tiles.count = 0;
        return tiles;
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
        of(null, null);
        return false;
    }

    private void read() {
        HostArray.load(parameter, start, param, count);
        HostArray.load(gradient, start, grad, count);
        for (int i = 0; i < MOST_STATES && states[i] != null; i++) {
            HostArray.load(states[i], start, state[i], count);
        }
    }

    private void write() {
        HostArray.save(param, parameter, start, count);
        for (int i = 0; i < MOST_STATES && states[i] != null; i++) {
            HostArray.save(state[i], states[i], start, count);
        }
    }
}
