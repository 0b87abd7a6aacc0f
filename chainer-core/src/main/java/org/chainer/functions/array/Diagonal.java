package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * Diagonals of the matrices that two axes span. In: one array with at least two axes. Out: a view without these axes and with the diagonal as last axis.
 * Chainer: {@code F.diagonal}.
 */
public final class Diagonal extends FunctionNode {
    private final int offset;
    private final int axis1;
    private final int axis2;

    private Diagonal(int offset, int axis1, int axis2) {
        this.offset = offset;
        this.axis1 = axis1;
        this.axis2 = axis2;
    }

    /** Main diagonals of the first two axes. */
    public static Variable diagonal(Variable x) {
        return diagonal(x, 0, 0, 1);
    }

    /**
     * Diagonals of two axes.
     *
     * @param offset 0 for the main diagonal, positive for one above, negative for one below
     */
    public static Variable diagonal(Variable x, int offset, int axis1, int axis2) {
        return new Diagonal(offset, axis1, axis2).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).minRank(0, 2).hasAxis(0, axis1, axis2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].diagonal(offset, axis1, axis2));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new DiagonalGrad(inputShape(0)).applySingle(gy[0]));
    }

    /** Zeros with the gradient on the diagonal. */
    private final class DiagonalGrad extends FunctionNode {
        private final Shape shape;

        DiagonalGrad(Shape shape) {
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            NDArray gx = in[0].emptyLike(shape).fill(0);
            gx.diagonal(offset, axis1, axis2).copyFrom(in[0]);
            return arrays(gx);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggx) {
            return variables(diagonal(ggx[0], offset, axis1, axis2));
        }
    }
}
