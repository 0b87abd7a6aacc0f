package org.chainer.functions.connection;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.math.MatMul;
import org.chainer.utils.TypeCheck;

/**
 * Fully connected layer added to another's output: {@code y = x·Wᵀ + z}.
 *
 * <p>In: x (batch, in), W (out, in), z (batch, out), of one floating-point dtype. Out: (batch, out).
 */
final class LinearOnto extends FunctionNode {

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "W", "z")
                .count(3)
                .floating(0)
                .sameDType(0, 1)
                .sameDType(0, 2)
                .rank(0, 2)
                .rank(1, 2)
                .rank(2, 2)
                .sameDim(0, 1, 1, 1)
                .sameDim(0, 0, 2, 0)
                .sameDim(1, 0, 2, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        NDArray y = in[2].emptyLike();
        in[0].device().linalg().linearOnto(in[0], in[1], in[2], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = switch (wanted[i]) {
                case 0 -> MatMul.matmul(gy[0], retainedInput(1));
                case 1 ->
                    mayDefer()
                            ? deferred(new Linear.WeightGradient(inputShape(1), inputData(0), gy[0].array()))
                            : MatMul.matmul(gy[0], retainedInput(0), true, false);
                default -> gy[0];
            };
        }
        return gx;
    }
}
