package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Remainder of a division rounded towards zero: {@code y = x − divisor·fix(x / divisor)}, with x's sign. In: two floating-point arrays of one dtype,
 * broadcast. Out: the broadcast shape and the same dtype. Chainer: {@code F.fmod}.
 */
public final class Fmod extends BinaryFunction {
    private Fmod() {
        super(BinaryOp.FMOD);
    }

    /** Remainders of x by the divisor. */
    public static Variable fmod(Variable x, Variable divisor) {
        return new Fmod().applySingle(x, divisor);
    }

    @Override
    public String label() {
        return "fmod";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "divisor").count(2).floating(0).sameDType(0, 1).broadcastable(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(compute(in));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            Variable g = gy[0];
            if (wanted[i] == 1) {
                NDArray quotient = inputData(0).div(inputData(1));
                g = g.mul(Rounding.fix(new Variable(quotient, false))).neg();
            }
            gx[i] = SumTo.sumTo(g, inputShape(wanted[i]));
        }
        return gx;
    }
}
