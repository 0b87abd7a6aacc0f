package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * Squares of r by r elements as channels, the inverse of {@link Depth2Space}: {@code y[n, (a·r + b)·C + c, i, j] = x[n, c, i·r + a, j·r + b]}.
 *
 * <p>In: floating-point numbers (batch, C, r·height, r·width). Out: (batch, r²·C, height, width). Chainer: {@code F.space2depth}.
 */
public final class Space2Depth extends FunctionNode {
    private final int r;

    private Space2Depth(int r) {
        this.r = r;
    }

    /**
     * Squares of elements as channels.
     *
     * @throws IllegalArgumentException if r is not positive
     */
    public static Variable space2depth(Variable x, int r) {
        if (r < 1) {
            throw new IllegalArgumentException("space2depth: r is " + r + ", expected a positive number");
        }
        return new Space2Depth(r).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("X").count(1).floating(0).rank(0, 4);
        for (int axis = 2; axis < 4; axis++) {
            long length = in.shape(0).dim(axis);
            in.expect(length % r == 0, "X.shape[" + axis + "] % r == 0", length + " % " + r + " == " + length % r);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray x = in[0];
        long height = x.dim(2) / r;
        long width = x.dim(3) / r;
        return arrays(x.reshape(x.dim(0), x.dim(1), height, r, width, r)
                .transpose(0, 3, 5, 1, 2, 4)
                .reshape(x.dim(0), (long) r * r * x.dim(1), height, width));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(Depth2Space.depth2space(gy[0], r));
    }
}
