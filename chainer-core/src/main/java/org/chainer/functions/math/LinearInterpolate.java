package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * {@code z = p·x + (1 − p)·y}, element by element. In: three floating-point arrays of one shape and dtype. Out: the same shape and dtype. Chainer:
 * {@code F.linear_interpolate}.
 */
public final class LinearInterpolate extends FunctionNode {
    private LinearInterpolate() {}

    /** {@code p·x + (1 − p)·y}. */
    public static Variable linearInterpolate(Variable p, Variable x, Variable y) {
        return new LinearInterpolate().applySingle(p, x, y);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("p", "x", "y").count(3).floating(0).sameDType(0, 1, 2).sameShape(0, 1, 2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1, 2);
        return tidy(() -> arrays(in[0].mul(in[1]).addAssign(in[0].neg().add(1).mul(in[2]))));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gz) {
        Variable p = retainedInput(0);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = gz[0].mul(
                    switch (wanted[i]) {
                        case 0 -> retainedInput(1).sub(retainedInput(2));
                        case 1 -> p;
                        default -> p.rsub(1);
                    });
        }
        return gx;
    }
}
