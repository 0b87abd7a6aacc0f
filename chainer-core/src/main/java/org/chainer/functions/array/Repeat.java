package org.chainer.functions.array;

import java.util.Arrays;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.utils.TypeCheck;

/** Each element along an axis repeated, one after the other. In: one array. Out: the axis longer. Chainer: {@code F.repeat}. */
public final class Repeat {
    private Repeat() {}

    /** Each element of the flattened array repeated. */
    public static Variable repeat(Variable x, int repeats) {
        return repeat(Reshape.flatten(x), repeats, 0);
    }

    /**
     * Each element along an axis repeated.
     *
     * @throws IllegalArgumentException if repeats is negative
     */
    public static Variable repeat(Variable x, int repeats, int axis) {
        TypeCheck.of("repeat", x).names("x").hasAxis(0, axis);
        checkCount(repeats);
        Shape shape = x.shape();
        int at = shape.axis(axis);
        Shape head = shape.subShape(0, at + 1);
        Shape tail = shape.subShape(at + 1, shape.rank());
        Variable wide = BroadcastTo.broadcastTo(
                Reshape.reshape(x, head.concat(Shape.of(1)).concat(tail)),
                head.concat(Shape.of(repeats)).concat(tail));
        return Reshape.reshape(wide, shape.withDim(at, shape.dim(at) * repeats));
    }

    /**
     * Each element along an axis repeated as often as the number at its index says.
     *
     * @throws IllegalArgumentException if there are not as many numbers as elements, or one is negative
     */
    public static Variable repeat(Variable x, int[] repeats, int axis) {
        TypeCheck.of("repeat", x).names("x").hasAxis(0, axis);
        if (repeats.length == 1) {
            return repeat(x, repeats[0], axis);
        }
        int at = x.shape().axis(axis);
        if (repeats.length != x.dim(at)) {
            throw new IllegalArgumentException("repeat: " + repeats.length + " numbers of repetitions for axis " + at
                    + " of x of shape " + x.shape());
        }
        long total = 0;
        for (int count : repeats) {
            checkCount(count);
            total += count;
        }
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("repeat: axis " + at + " would have " + total
                    + " elements; with a number for each element there can be " + Integer.MAX_VALUE);
        }
        int[] indices = new int[(int) total];
        int next = 0;
        for (int i = 0; i < repeats.length; i++) {
            Arrays.fill(indices, next, next + repeats[i], i);
            next += repeats[i];
        }
        Slice[] index = new Slice[at + 1];
        Arrays.fill(index, Slice.all());
        index[at] = Slice.indices(NDArray.of(indices).toDevice(x.device()));
        return GetItem.getItem(x, index);
    }

    private static void checkCount(int repeats) {
        if (repeats < 0) {
            throw new IllegalArgumentException("repeat: number of repetitions is " + repeats + ", expected 0 or more");
        }
    }
}
