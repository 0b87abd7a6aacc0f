package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * One element of each row: {@code y[i] = x[i, t[i]]}.
 *
 * <p>In: x (rows, columns); t (rows), of an integer dtype. Out: (rows). Chainer: {@code F.select_item}.
 */
public final class SelectItem extends FunctionNode {
    private SelectItem() {}

    /**
     * One element of each row.
     *
     * @throws IndexOutOfBoundsException if an index is not from 0 to the number of columns − 1
     */
    public static Variable selectItem(Variable x, Variable t) {
        return new SelectItem().applySingle(x, t);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "t").count(2).integer(1).rank(0, 2).rank(1, 1).sameDim(0, 0, 1, 0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(1);
        NDArray y = in[0].emptyLike(in[1].shape());
        in[0].device().indexing().takeAlongAxis(in[0], in[1].expandDims(1), 1, y.expandDims(1));
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                gx[i] = new SelectItemGrad(inputShape(0)).applySingle(gy[0], new Variable(inputData(1), false));
            }
        }
        return gx;
    }

    /** Zeros with the gradients at the selected elements. */
    private static final class SelectItemGrad extends FunctionNode {
        private final Shape shape;

        SelectItemGrad(Shape shape) {
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            retainInputs(1);
            NDArray gx = in[0].emptyLike(shape).fill(0);
            gx.device().indexing().scatterAddAlongAxis(in[0].expandDims(1), in[1].expandDims(1), 1, gx);
            return arrays(gx);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggx) {
            return variables(selectItem(ggx[0], new Variable(inputData(1), false)));
        }
    }
}
