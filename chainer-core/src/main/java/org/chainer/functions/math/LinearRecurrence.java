package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Flip;

/** {@code y[i] = factor[i]·y[i−1] + term[i]} along an axis, from 0: the gradient of a running product. In: two arrays of one shape. */
final class LinearRecurrence extends FunctionNode {
    private final int axis;

    LinearRecurrence(int axis) {
        this.axis = axis;
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        retainOutputs(0);
        NDArray y = in[1].emptyLike();
        y.device().reduction().linearRecurrence(in[0], in[1], axis, y);
        return arrays(y);
    }

    /** {@code gterm[i] = gy[i] + factor[i+1]·gterm[i+1]} and {@code gfactor[i] = gterm[i]·y[i−1]}. */
    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        long n = inputShape(0).dim(axis);
        NDArray like = gy[0].array();
        Variable zero =
                new Variable(like.emptyLike(like.shape().withDim(axis, 1)).fill(0), false);
        Variable following = Concat.concat(axis, CumProd.part(retainedInput(0), axis, 1, n), zero);
        Variable gterm = Flip.flip(
                new LinearRecurrence(axis).applySingle(Flip.flip(following, axis), Flip.flip(gy[0], axis)), axis);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 1
                    ? gterm
                    : gterm.mul(Concat.concat(axis, zero, CumProd.part(retainedOutput(0), axis, 0, n - 1)));
        }
        return gx;
    }
}
