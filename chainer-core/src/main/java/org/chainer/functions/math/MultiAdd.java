package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/** {@code y = x₀ + x₁ + …} of arrays of one shape. */
final class MultiAdd extends FunctionNode {
    @Override
    protected void checkTypes(TypeCheck in) {
        for (int i = 1; i < in.size(); i++) {
            in.sameDType(0, i);
        }
        in.broadcastable();
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        Shape shape = in[0].shape();
        for (NDArray x : in) {
            shape = Shape.broadcast(shape, x.shape());
        }
        NDArray y = in[0].broadcastTo(shape).copy();
        for (int i = 1; i < in.length; i++) {
            y.addAssign(in[i].broadcastTo(shape));
        }
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = SumTo.sumTo(gy[0], inputShape(wanted[i]));
        }
        return gx;
    }
}
