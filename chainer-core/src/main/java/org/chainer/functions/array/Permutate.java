package org.chainer.functions.array;

import java.util.Arrays;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * The elements along an axis in another order: {@code y[i] = x[indices[i]]}, or, inverted, {@code y[indices[i]] = x[i]}.
 *
 * <p>In: one array with that axis. Out: the same shape and dtype. Chainer: {@code F.permutate}, whose negative axes all mean the first one.
 */
public final class Permutate extends FunctionNode {
    private final NDArray indices;
    private final int given;
    private final int axis;
    private final boolean inv;

    private Permutate(NDArray indices, int axis, boolean inv) {
        this.indices = indices;
        given = axis;
        this.axis = Math.max(axis, 0);
        this.inv = inv;
    }

    /** The elements along the first axis in another order. */
    public static Variable permutate(Variable x, NDArray indices) {
        return permutate(x, indices, 0, false);
    }

    /**
     * The elements along an axis in another order.
     *
     * @param axis the axis; a negative one must be there, but means the first, as in Chainer 7
     * @param indices each number from 0 to the axis's length − 1 once; of an integer dtype, with one axis
     * @param inv whether the order is inverted
     * @throws IllegalArgumentException if the indices are no permutation of the axis
     */
    public static Variable permutate(Variable x, NDArray indices, int axis, boolean inv) {
        if (!indices.dtype().isInteger() || indices.rank() != 1) {
            throw new IllegalArgumentException("permutate: indices are " + indices.shape() + " " + indices.dtype()
                    + ", expected one axis and an integer dtype");
        }
        return new Permutate(indices, axis, inv).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).hasAxis(0, given);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        long[] order = checked(indices.toLongArray(), in[0].dim(axis));
        if (inv) {
            long[] inverse = new long[order.length];
            for (int i = 0; i < order.length; i++) {
                inverse[(int) order[i]] = i;
            }
            order = inverse;
        }
        return arrays(in[0].take(NDArray.of(order).toDevice(in[0].device()), axis));
    }

    private static long[] checked(long[] order, long length) {
        boolean[] seen = new boolean[order.length];
        boolean right = order.length == length;
        for (int i = 0; right && i < order.length; i++) {
            right = order[i] >= 0 && order[i] < length && !seen[(int) order[i]];
            if (right) {
                seen[(int) order[i]] = true;
            }
        }
        if (!right) {
            throw new IllegalArgumentException("permutate: indices must be the numbers 0 to " + (length - 1)
                    + " in any order, not " + Arrays.toString(order));
        }
        return order;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(permutate(gy[0], indices, given, !inv));
    }
}
