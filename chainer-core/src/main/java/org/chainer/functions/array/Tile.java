package org.chainer.functions.array;

import org.chainer.Variable;
import org.chainer.array.Shape;

/**
 * An array repeated as a whole along each axis, as NumPy's {@code tile}. In: one array. Out: each axis as many times as long, of the same dtype.
 * Chainer: {@code F.tile}.
 */
public final class Tile {
    private Tile() {}

    /**
     * The array repeated.
     *
     * @param reps numbers of repetitions for the last axes; more of them than x has axes add leading ones
     * @throws IllegalArgumentException if a number is negative
     */
    public static Variable tile(Variable x, int... reps) {
        for (int count : reps) {
            if (count < 0) {
                throw new IllegalArgumentException("tile: number of repetitions is " + count + ", expected 0 or more");
            }
        }
        int rank = Math.max(x.rank(), reps.length);
        long[] narrow = new long[2 * rank];
        long[] wide = new long[2 * rank];
        long[] result = new long[rank];
        for (int i = 0; i < rank; i++) {
            int own = i - (rank - x.rank());
            int given = i - (rank - reps.length);
            narrow[2 * i] = 1;
            narrow[2 * i + 1] = own < 0 ? 1 : x.dim(own);
            wide[2 * i] = given < 0 ? 1 : reps[given];
            wide[2 * i + 1] = narrow[2 * i + 1];
            result[i] = wide[2 * i] * wide[2 * i + 1];
        }
        Variable repeated = BroadcastTo.broadcastTo(Reshape.reshape(x, Shape.of(narrow)), Shape.of(wide));
        return Reshape.reshape(repeated, Shape.of(result));
    }
}
