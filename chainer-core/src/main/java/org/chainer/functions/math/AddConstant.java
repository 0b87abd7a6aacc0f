package org.chainer.functions.math;

import org.chainer.Deferrable;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/** {@code y = x + value}. */
final class AddConstant extends FunctionNode implements Deferrable {
    private final Number value;

    AddConstant(Number value) {
        this.value = value;
    }

    @Override
    public String label() {
        return "_ + " + value;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.count(1);
    }

    @Override
    public Shape deferredShape(Variable[] in) {
        return in[0].isDeferred() && in[0].rank() == 0 ? Shape.of() : null;
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().binaryScalar(BinaryOp.ADD, in[0], value, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return gy;
    }
}
