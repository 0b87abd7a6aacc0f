package org.chainer.functions.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.Variable;
import org.chainer.utils.TypeCheck;

/** Axes moved to other positions; the others keep their order. In: one array. Out: a view. Chainer: {@code F.moveaxis}, {@code F.rollaxis}. */
public final class MoveAxis {
    private MoveAxis() {}

    /** One axis moved. */
    public static Variable moveaxis(Variable x, int source, int destination) {
        return moveaxis(x, new int[] {source}, new int[] {destination});
    }

    /**
     * Several axes moved.
     *
     * @param source positions of the axes in x
     * @param destination their positions in the result
     * @throws IllegalArgumentException if there are not as many destinations as sources
     */
    public static Variable moveaxis(Variable x, int[] source, int[] destination) {
        if (source.length != destination.length) {
            throw new IllegalArgumentException("moveaxis: source " + Arrays.toString(source) + " and destination "
                    + Arrays.toString(destination) + " differ in length");
        }
        TypeCheck.of("moveaxis", x).names("x").hasAxis(0, source).hasAxis(0, destination);
        if (source.length == 0) {
            return Transpose.transpose(x, x.shape().axes());
        }
        int[] from = x.shape().axes(source);
        int[] to = x.shape().axes(destination);
        int[] order = new int[x.rank()];
        Arrays.fill(order, -1);
        List<Integer> rest = new ArrayList<>();
        for (int axis : x.shape().axes()) {
            rest.add(axis);
        }
        for (int i = 0; i < from.length; i++) {
            order[to[i]] = from[i];
            rest.remove((Integer) from[i]);
        }
        int next = 0;
        for (int i = 0; i < order.length; i++) {
            if (order[i] < 0) {
                order[i] = rest.get(next++);
            }
        }
        return Transpose.transpose(x, order);
    }

    /** An axis moved to the front. */
    public static Variable rollaxis(Variable x, int axis) {
        return rollaxis(x, axis, 0);
    }

    /**
     * An axis moved until it lies before another.
     *
     * @param start the axis of x before which it will be; x's number of axes for the end
     */
    public static Variable rollaxis(Variable x, int axis, int start) {
        int rank = x.rank();
        TypeCheck in = TypeCheck.of("rollaxis", x).names("x").hasAxis(0, axis);
        in.expect(
                -rank <= start && start <= rank,
                -rank + " <= start <= " + rank + " for x.ndim == " + rank,
                "start == " + start + " (shape " + x.shape() + ")");
        int from = x.shape().axis(axis);
        int before = start < 0 ? start + rank : start;
        return moveaxis(x, from, before > from ? before - 1 : before);
    }

    /** Two axes exchanged. */
    public static Variable swapaxes(Variable x, int axis1, int axis2) {
        TypeCheck.of("swapaxes", x).names("x").hasAxis(0, axis1).hasAxis(0, axis2);
        int[] order = x.shape().axes();
        int first = x.shape().axis(axis1);
        int second = x.shape().axis(axis2);
        order[first] = second;
        order[second] = first;
        return Transpose.transpose(x, order);
    }
}
