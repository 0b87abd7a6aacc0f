package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.utils.TypeCheck;

/**
 * Sequences of different lengths in one array, each filled up at its end.
 *
 * <p>In: arrays (lengthᵢ, …) of one dtype and, behind the first axis, one shape. Out: (number of arrays, length, …). Chainer: {@code F.pad_sequence}.
 */
public final class PadSequence extends FunctionNode {
    private final Long length;
    private final double padding;

    private PadSequence(Long length, double padding) {
        this.length = length;
        this.padding = padding;
    }

    /** The sequences filled up with zeros to the length of the longest. */
    public static Variable padSequence(Variable... xs) {
        return new PadSequence(null, 0).applySingle(xs);
    }

    /**
     * The sequences filled up.
     *
     * @param length length of the result's second axis; null for that of the longest sequence
     * @param padding what they are filled up with
     */
    public static Variable padSequence(Variable[] xs, Long length, double padding) {
        return new PadSequence(length, padding).applySingle(xs);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1, Integer.MAX_VALUE);
        for (int i = 0; i < in.size(); i++) {
            in.minRank(i, 1).sameDType(0, i).rank(i, in.shape(0).rank());
            for (int axis = 1; axis < in.shape(0).rank(); axis++) {
                in.sameDim(i, axis, 0, axis);
            }
            if (length != null) {
                in.expect(
                        in.shape(i).dim(0) <= length,
                        in.name(i) + ".shape[0] <= " + length,
                        in.shape(i).dim(0) + " > " + length);
            }
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        long longest = length == null ? 0 : length;
        for (NDArray x : in) {
            longest = Math.max(longest, x.dim(0));
        }
        Shape unit = in[0].shape().withoutAxes(0);
        NDArray y = in[0].emptyLike(Shape.of(in.length, longest).concat(unit));
        for (int i = 0; i < in.length; i++) {
            NDArray row = y.select(0, i);
            row.slice(0, 0, in[i].dim(0)).copyFrom(in[i]);
            row.slice(0, in[i].dim(0), longest).fill(padding);
        }
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = gy[0].get(
                    Slice.at(wanted[i]), Slice.of(0, inputShape(wanted[i]).dim(0)));
        }
        return gx;
    }
}
