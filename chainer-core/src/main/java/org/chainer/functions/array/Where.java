package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.functions.math.SumTo;
import org.chainer.utils.TypeCheck;

/**
 * A choice between two arrays: {@code z = condition ? x : y}, element by element, all three broadcast.
 *
 * <p>In: condition, of dtype bool; x and y of one dtype. Out: the broadcast shape and the dtype of x. Chainer: {@code F.where}.
 */
public final class Where extends FunctionNode {
    private Where() {}

    /** {@code condition ? x : y}. */
    public static Variable where(Variable condition, Variable x, Variable y) {
        return new Where().applySingle(condition, x, y);
    }

    /** {@code condition ? x : y}. */
    public static Variable where(NDArray condition, Variable x, Variable y) {
        return where(new Variable(condition, false), x, y);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("condition", "x", "y")
                .count(3)
                .dtype(0, DType.BOOL)
                .sameDType(1, 2)
                .broadcastable();
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray[] wide = NDArrays.broadcast(in);
        NDArray z = in[1].emptyLike(wide[0].shape());
        z.device().elementwise().where(wide[0], wide[1], wide[2], z);
        return arrays(z);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable zero = new Variable(gy[0].array().emptyLike(Shape.of()).fill(0), false);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] > 0) {
                Variable condition = new Variable(inputData(0), false);
                Variable chosen = wanted[i] == 1 ? where(condition, gy[0], zero) : where(condition, zero, gy[0]);
                gx[i] = SumTo.sumTo(chosen, inputShape(wanted[i]));
            }
        }
        return gx;
    }
}
