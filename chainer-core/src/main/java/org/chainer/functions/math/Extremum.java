package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/** What {@link Max} and {@link Min} share: the gradient goes to every element that equals the result. */
abstract class Extremum extends FunctionNode {
    private final ReduceOp op;
    private final boolean keepDims;
    private final int[] axes;

    Extremum(ReduceOp op, boolean keepDims, int[] axes) {
        this.op = op;
        this.keepDims = keepDims;
        this.axes = axes;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).hasAxis(0, axes);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        retainOutputs(0);
        return arrays(in[0].reduce(op, keepDims, axes));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        Shape kept = x.shape().withUnitAxes(x.shape().axes(axes));
        NDArray chosen = x.apply(BinaryOp.EQUAL, outputData(0).reshape(kept)).astype(x.dtype());
        Variable g = BroadcastTo.broadcastTo(Reshape.reshape(gy[0], kept), x.shape());
        return variables(g.mul(new Variable(chosen, false)));
    }
}
