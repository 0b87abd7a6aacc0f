package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Angle of the point (x2, x1), from −π to π: {@code y = arctan(x1 / x2)} in the right quadrant. In: two floating-point arrays of one dtype,
 * broadcast. Out: the broadcast shape and the same dtype. Chainer: {@code F.arctan2}.
 */
public final class Arctan2 extends BinaryFunction {
    private Arctan2() {
        super(BinaryOp.ARCTAN2);
    }

    /** Angle of each point (x2, x1). */
    public static Variable arctan2(Variable x1, Variable x2) {
        return new Arctan2().applySingle(x1, x2);
    }

    @Override
    public String label() {
        return "arctan2";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x1", "x2").count(2).floating(0).sameDType(0, 1).broadcastable(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable x1 = retainedInput(0);
        Variable x2 = retainedInput(1);
        Variable g = gy[0].div(Square.square(x1).add(Square.square(x2)));
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = SumTo.sumTo(wanted[i] == 0 ? g.mul(x2) : g.mul(x1).neg(), inputShape(wanted[i]));
        }
        return gx;
    }
}
