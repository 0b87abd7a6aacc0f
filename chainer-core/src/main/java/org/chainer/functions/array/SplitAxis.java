package org.chainer.functions.array;

import java.util.Arrays;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * Parts of an array along an axis, as views: the inverse of {@link Concat}. In: one array with that axis. Out: the parts in order, of the same dtype.
 * Chainer: {@code F.split_axis}.
 */
public final class SplitAxis extends FunctionNode {
    private final int sections;
    private final long[] indices;
    private final int axis;

    private SplitAxis(int sections, long[] indices, int axis) {
        this.sections = sections;
        this.indices = indices;
        this.axis = axis;
    }

    /**
     * Equal parts.
     *
     * @throws IllegalArgumentException if sections is not positive, or the axis cannot be divided so
     */
    public static Variable[] splitAxis(Variable x, int sections, int axis) {
        if (sections < 1) {
            throw new IllegalArgumentException(
                    "split_axis: indices_or_sections is " + sections + ", expected a positive number");
        }
        return new SplitAxis(sections, null, axis).apply(x);
    }

    /**
     * The parts before, between and after indices.
     *
     * @param indices where the second part starts, the third, and so on; ascending, from 0 to the axis's length
     */
    public static Variable[] splitAxis(Variable x, long[] indices, int axis) {
        return new SplitAxis(0, indices.clone(), axis).apply(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).hasAxis(0, axis);
        long length = in.shape(0).dim(axis);
        if (indices == null) {
            in.expect(
                    length % sections == 0,
                    "x.shape[" + axis + "] % sections == 0",
                    length + " % " + sections + " == " + length % sections);
            return;
        }
        long former = 0;
        for (long index : indices) {
            in.expect(
                    former <= index && index <= length,
                    "indices ascend from 0 to x.shape[" + axis + "] == " + length,
                    Arrays.toString(indices));
            former = index;
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        long length = in[0].dim(axis);
        NDArray[] y = new NDArray[indices == null ? sections : indices.length + 1];
        long start = 0;
        for (int i = 0; i < y.length; i++) {
            long end = indices == null ? start + length / sections : i < indices.length ? indices[i] : length;
            y[i] = in[0].slice(axis, start, end);
            start = end;
        }
        return y;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(Concat.concat(axis, Parts.withZeros(gy, outputs())));
    }
}
