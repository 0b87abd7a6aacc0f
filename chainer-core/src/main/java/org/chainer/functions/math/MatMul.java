package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.TypeCheck;

/**
 * Matrix product with NumPy's rules for any rank: a vector is a row on the left and a column on the right; leading axes are broadcast.
 *
 * <p>In: a and b of one floating-point dtype. Out: {@code op(a)·op(b)}, where op transposes the last two axes if asked. Chainer: {@code F.matmul}.
 */
public final class MatMul extends FunctionNode {
    private final boolean transposeA;
    private final boolean transposeB;

    private MatMul(boolean transposeA, boolean transposeB) {
        this.transposeA = transposeA;
        this.transposeB = transposeB;
    }

    /** {@code a·b}. */
    public static Variable matmul(Variable a, Variable b) {
        return matmul(a, b, false, false);
    }

    /** {@code op(a)·op(b)}: each is transposed in its last two axes if asked; a vector stays as it is. */
    public static Variable matmul(Variable a, Variable b, boolean transposeA, boolean transposeB) {
        return new MatMul(transposeA, transposeB).applySingle(a, b);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("a", "b").count(2).floating(0).sameDType(0, 1).minRank(0, 1).minRank(1, 1);
        int inner = transposeA && in.shape(0).rank() > 1 ? -2 : -1;
        int outer = in.shape(1).rank() == 1 || transposeB ? -1 : -2;
        in.sameDim(0, inner, 1, outer);
        for (int axis = 3; axis <= Math.min(in.shape(0).rank(), in.shape(1).rank()); axis++) {
            long a = in.shape(0).dim(-axis);
            long b = in.shape(1).dim(-axis);
            in.expect(
                    a == b || a == 1 || b == 1,
                    "a.shape[:-2] and b.shape[:-2] can be broadcast together",
                    in.shape(0) + " and " + in.shape(1));
        }
    }

    private static NDArray op(NDArray x, boolean transpose) {
        return transpose && x.rank() > 1 ? x.swapAxes(-1, -2) : x;
    }

    private static Variable op(Variable x, boolean transpose) {
        return transpose && x.rank() > 1 ? Transpose.swapLastAxes(x) : x;
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return arrays(op(in[0], transposeA).matmul(op(in[1], transposeB)));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable a = op(retainedInput(0), transposeA);
        Variable b = op(retainedInput(1), transposeB);
        // Vectors become matrices, so that one rule serves all ranks.
        Variable left = a.rank() == 1 ? Reshape.reshape(a, 1, a.dim(0)) : a;
        Variable right = b.rank() == 1 ? Reshape.reshape(b, b.dim(0), 1) : b;
        Variable g = gy[0];
        if (b.rank() == 1) {
            g = Reshape.expandDims(g, -1);
        }
        if (a.rank() == 1) {
            g = Reshape.expandDims(g, -2);
        }
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                Variable ga = SumTo.sumTo(matmul(g, right, false, true), left.shape());
                gx[i] = op(Reshape.reshape(ga, a.shape()), transposeA);
            } else {
                Variable gb = SumTo.sumTo(matmul(left, g, true, false), right.shape());
                gx[i] = op(Reshape.reshape(gb, b.shape()), transposeB);
            }
        }
        return gx;
    }
}
