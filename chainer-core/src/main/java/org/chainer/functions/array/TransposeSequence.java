package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.utils.TypeCheck;

/**
 * Sequences as time steps, or time steps as sequences: {@code yₜ[i] = xᵢ[t]} for all xᵢ longer than t.
 *
 * <p>In: arrays (lengthᵢ, …) of one dtype, the longest first. Out: as many arrays as the first is long, views of one memory. Chainer: {@code
 * F.transpose_sequence}.
 */
public final class TransposeSequence extends FunctionNode {
    private final int length;

    private TransposeSequence(int length) {
        this.length = length;
    }

    /** Sequences as time steps; none gives none. */
    public static Variable[] transposeSequence(Variable... xs) {
        return xs.length == 0 ? xs : new TransposeSequence(Math.toIntExact(xs[0].dim(0))).apply(xs);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.minRank(0, 1);
        for (int i = 1; i < in.size(); i++) {
            in.sameDType(0, i).rank(i, in.shape(0).rank());
            long former = in.shape(i - 1).dim(0);
            in.expect(
                    former >= in.shape(i).dim(0),
                    in.name(i - 1) + ".shape[0] >= " + in.name(i) + ".shape[0]",
                    former + " < " + in.shape(i).dim(0));
            for (int axis = 1; axis < in.shape(0).rank(); axis++) {
                in.sameDim(i, axis, 0, axis);
            }
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        if (length == 0) {
            return new NDArray[0];
        }
        long[] starts = new long[in.length + 1];
        for (int i = 0; i < in.length; i++) {
            starts[i + 1] = starts[i] + in[i].dim(0);
        }
        long[] order = new long[Math.toIntExact(starts[in.length])];
        long[] ends = new long[length];
        int next = 0;
        for (int t = 0; t < length; t++) {
            for (int i = 0; i < in.length && t < in[i].dim(0); i++) {
                order[next++] = starts[i] + t;
            }
            ends[t] = next;
        }
        NDArray all = tidy(() -> arrays(reordered(in, order)))[0];
        NDArray[] y = new NDArray[length];
        for (int t = 0; t < length; t++) {
            y[t] = all.slice(0, t == 0 ? 0 : ends[t - 1], ends[t]);
        }
        return y;
    }

    private static NDArray reordered(NDArray[] in, long[] order) {
        Device device = in[0].device();
        NDArray joined = NDArrays.concatenate(0, in);
        NDArray result =
                joined.emptyLike(Shape.of(order.length).concat(joined.shape().withoutAxes(0)));
        device.indexing().take(joined, NDArray.of(order).toDevice(device), 0, result);
        return result;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] all = transposeSequence(Parts.withZeros(gy, outputs()));
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            // An empty sequence has no time step to come back from.
            gx[i] = wanted[i] < all.length ? all[wanted[i]] : null;
        }
        return gx;
    }
}
