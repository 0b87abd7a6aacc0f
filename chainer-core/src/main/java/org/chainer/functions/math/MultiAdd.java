package org.chainer.functions.math;

import java.util.Arrays;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/** {@code y = x₀ + x₁ + …} of arrays of one shape. */
final class MultiAdd extends FunctionNode {
    @Override
    protected void checkTypes(TypeCheck in) {
        for (int i = 1; i < in.size(); i++) {
            in.sameDType(0, i).sameShape(0, i);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray y = in[0].copy();
        for (int i = 1; i < in.length; i++) {
            y.addAssign(in[i]);
        }
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        Arrays.fill(gx, gy[0]);
        return gx;
    }
}
