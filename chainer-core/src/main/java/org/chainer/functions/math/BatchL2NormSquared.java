package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * Squared Euclidean norm of each sample: {@code y[n] = Σ x[n, …]²}. In: floating-point numbers (batch, …). Out: (batch). Chainer: {@code
 * F.batch_l2_norm_squared}.
 */
public final class BatchL2NormSquared extends FunctionNode {
    private BatchL2NormSquared() {}

    /** Squared norm of each sample. */
    public static Variable batchL2NormSquared(Variable x) {
        return new BatchL2NormSquared().applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).minRank(0, 2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        int[] axes = new int[in[0].rank() - 1];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        return arrays(in[0].reduce(ReduceOp.SUM_OF_SQUARES, false, axes));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x = retainedInput(0);
        int[] axes = x.shape().axes();
        Shape narrow = x.shape().withUnitAxes(java.util.Arrays.copyOfRange(axes, 1, axes.length));
        Variable g = BroadcastTo.broadcastTo(Reshape.reshape(gy[0], narrow), x.shape());
        return variables(x.mul(g).mul(2));
    }
}
