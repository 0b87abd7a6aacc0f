package org.chainer.functions.array;

import java.util.Arrays;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.functions.math.SumTo;
import org.chainer.utils.TypeCheck;

/** Arrays broadcast against each other, as views of one shape. In: arrays of any dtypes. Out: as many. Chainer: {@code F.broadcast}. */
public final class Broadcast extends FunctionNode {
    private Broadcast() {}

    /** The arrays in their common shape. */
    public static Variable[] broadcast(Variable... xs) {
        return xs.length == 1 ? xs : new Broadcast().apply(xs);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1, Integer.MAX_VALUE).broadcastable();
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return NDArrays.broadcast(in);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return Arrays.stream(wanted)
                .mapToObj(i -> gy[i] == null ? null : SumTo.sumTo(gy[i], inputShape(i)))
                .toArray(Variable[]::new);
    }
}
