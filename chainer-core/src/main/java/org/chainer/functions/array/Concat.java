package org.chainer.functions.array;

import java.util.Arrays;
import java.util.List;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Slice;
import org.chainer.utils.TypeCheck;

/**
 * Arrays joined along an axis: {@code y[…, n₁ + … + nₖ₋₁ + i, …] = xₖ[…, i, …]}.
 *
 * <p>In: one array or more, of one dtype and, but for that axis, one shape. Out: the sum of their lengths along the axis. Chainer: {@code F.concat}.
 */
public final class Concat extends FunctionNode {
    private final int axis;

    private Concat(int axis) {
        this.axis = axis;
    }

    /** The arrays one after the other along axis 1, as Chainer's default. */
    public static Variable concat(Variable... xs) {
        return concat(1, xs);
    }

    /** The arrays one after the other along an axis. */
    public static Variable concat(int axis, Variable... xs) {
        return new Concat(axis).applySingle(xs);
    }

    /** The arrays one after the other along an axis. */
    public static Variable concat(List<Variable> xs, int axis) {
        return concat(axis, xs.toArray(Variable[]::new));
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1, Integer.MAX_VALUE).hasAxis(0, axis);
        int rank = in.shape(0).rank();
        for (int i = 1; i < in.size(); i++) {
            in.sameDType(0, i).rank(i, rank);
            for (int d = 0; d < rank; d++) {
                if (d != in.shape(0).axis(axis)) {
                    in.sameDim(i, d, 0, d);
                }
            }
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in.length == 1 ? in[0] : NDArrays.concatenate(Arrays.asList(in), axis));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        int along = inputShape(0).axis(axis);
        Variable[] gx = new Variable[wanted.length];
        long start = 0;
        int n = 0;
        for (int i = 0; i < inputs().size(); i++) {
            long end = start + inputShape(i).dim(along);
            if (isWanted(wanted, i)) {
                Slice[] index = new Slice[along + 1];
                Arrays.fill(index, Slice.all());
                index[along] = Slice.of(start, end);
                gx[n++] = gy[0].get(index);
            }
            start = end;
        }
        return gx;
    }
}
