package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Hurwitz zeta function: {@code y = Σₖ (k + q)⁻ˣ}, k from 0. In: x and q, floating-point arrays of one dtype, broadcast. Out: the broadcast shape and
 * the same dtype. No gradient to x. Chainer: {@code F.zeta}.
 */
public final class Zeta extends FunctionNode {
    private Zeta() {}

    /** The zeta function of one exponent. */
    public static Variable zeta(double x, Variable q) {
        return zeta(NDArray.scalar(x, q.dtype()).toDevice(q.device()), q);
    }

    /** The zeta function of an array of exponents. */
    public static Variable zeta(NDArray x, Variable q) {
        return new Zeta().applySingle(new Variable(x, false), q);
    }

    @Override
    public String label() {
        return "zeta";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "q").count(2).floating(1).sameDType(1, 0).broadcastable(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(in[0].apply(BinaryOp.ZETA, in[1]));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 1) {
                Variable slope = zeta(x.add(1), retainedInput(1)).mul(new Variable(x.neg(), false));
                gx[i] = SumTo.sumTo(gy[0].mul(slope), inputShape(1));
            }
        }
        return gx;
    }
}
