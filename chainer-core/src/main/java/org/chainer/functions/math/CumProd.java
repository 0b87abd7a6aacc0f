package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Flip;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/** Running product along an axis: {@code y[i] = x[0]·…·x[i]}. In: one floating-point array. Out: the same shape. Chainer: {@code F.cumprod}. */
public final class CumProd extends FunctionNode {
    private final int axis;

    private CumProd(int axis) {
        this.axis = axis;
    }

    /** Running product of the flattened array. */
    public static Variable cumprod(Variable x) {
        return cumprod(Reshape.flatten(x), 0);
    }

    /** Running product along an axis. */
    public static Variable cumprod(Variable x, int axis) {
        return new CumProd(axis).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axis);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        retainOutputs(0);
        return arrays(in[0].cumprod(axis));
    }

    /** {@code gx[i] = y[i−1]·s[i]} with {@code s[i] = gy[i] + x[i+1]·s[i+1]}: right where elements are 0, too. */
    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        int along = inputShape(0).axis(axis);
        long n = inputShape(0).dim(along);
        if (n < 2) {
            return variables(gy[0]);
        }
        Variable following = Concat.concat(along, part(retainedInput(0), along, 1, n), one(along));
        Variable former = Concat.concat(along, one(along), part(retainedOutput(0), along, 0, n - 1));
        Variable s = Flip.flip(
                new LinearRecurrence(along).applySingle(Flip.flip(following, along), Flip.flip(gy[0], along)), along);
        return variables(former.mul(s));
    }

    private Variable one(int along) {
        NDArray like = inputData(0);
        return new Variable(like.emptyLike(like.shape().withDim(along, 1)).fill(1), false);
    }

    static Variable part(Variable x, int axis, long from, long to) {
        Slice[] index = new Slice[axis + 1];
        java.util.Arrays.fill(index, Slice.all());
        index[axis] = Slice.of(from, to);
        return x.get(index);
    }
}
