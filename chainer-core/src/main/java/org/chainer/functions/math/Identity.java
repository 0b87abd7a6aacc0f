package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;

/** {@code y = x}, as a function of its own in the graph. In: any arrays. Out: the same arrays. Chainer: {@code F.identity}. */
public final class Identity extends FunctionNode {
    private Identity() {}

    /** The array itself. */
    public static Variable identity(Variable x) {
        return new Identity().applySingle(x);
    }

    /** The arrays themselves. */
    public static Variable[] identity(Variable[] xs) {
        return new Identity().apply(xs);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return in.clone();
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = gy[wanted[i]];
        }
        return gx;
    }
}
