package org.chainer.functions.math;

import java.util.Arrays;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.TypeCheck;

/**
 * Sum of products over pairs of axes of two arrays: {@code y[i…, j…] = Σₖ a[i…, k…]·b[k…, j…]}.
 *
 * <p>In: two floating-point arrays of one dtype. Out: a's other axes, then b's. Chainer: {@code
 * F.tensordot}.
 */
public final class TensorDot {
    private TensorDot() {}

    /** Sum over the last two axes of a and the first two of b. */
    public static Variable tensordot(Variable a, Variable b) {
        return tensordot(a, b, 2);
    }

    /**
     * Sum over the last axes of a and the first of b.
     *
     * @param axes how many of them
     */
    public static Variable tensordot(Variable a, Variable b, int axes) {
        TypeCheck.of("tensordot", a, b)
                .expect(
                        0 <= axes && axes <= Math.min(a.rank(), b.rank()),
                        "0 <= axes <= min(a.ndim, b.ndim)",
                        "axes == " + axes + ", shapes " + a.shape() + " and " + b.shape());
        int[] last = new int[axes];
        int[] first = new int[axes];
        for (int i = 0; i < axes; i++) {
            last[i] = a.rank() - axes + i;
            first[i] = i;
        }
        return tensordot(a, b, last, first);
    }

    /**
     * Sum over pairs of axes.
     *
     * @param aAxes axes of a
     * @param bAxes the axes of b that go with them
     * @throws IllegalArgumentException if there are not as many of one as of the other
     */
    public static Variable tensordot(Variable a, Variable b, int[] aAxes, int[] bAxes) {
        if (aAxes.length != bAxes.length) {
            throw new IllegalArgumentException("tensordot: axes " + Arrays.toString(aAxes) + " of a and "
                    + Arrays.toString(bAxes) + " of b differ in number");
        }
        TypeCheck in =
                TypeCheck.of("tensordot", a, b).names("a", "b").floating(0).sameDType(0, 1);
        in.hasAxis(0, aAxes).hasAxis(1, bAxes);
        for (int i = 0; i < aAxes.length; i++) {
            in.sameDim(0, aAxes[i], 1, bAxes[i]);
        }
        int[] aSummed = counted(aAxes, a.rank());
        int[] bSummed = counted(bAxes, b.rank());
        int[] aKept = others(aSummed, a.rank());
        int[] bKept = others(bSummed, b.rank());
        Shape rows = shape(a, aKept);
        Shape columns = shape(b, bKept);
        long inner = shape(a, aSummed).size();
        Variable left = Reshape.reshape(Transpose.transpose(a, joined(aKept, aSummed)), Shape.of(rows.size(), inner));
        Variable right =
                Reshape.reshape(Transpose.transpose(b, joined(bSummed, bKept)), Shape.of(inner, columns.size()));
        return Reshape.reshape(MatMul.matmul(left, right), rows.concat(columns));
    }

    private static int[] counted(int[] axes, int rank) {
        return Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).toArray();
    }

    private static int[] others(int[] axes, int rank) {
        boolean[] used = new boolean[rank];
        for (int axis : axes) {
            used[axis] = true;
        }
        return java.util.stream.IntStream.range(0, rank).filter(i -> !used[i]).toArray();
    }

    private static int[] joined(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static Shape shape(Variable x, int[] axes) {
        return Shape.of(Arrays.stream(axes).mapToLong(x::dim).toArray());
    }
}
