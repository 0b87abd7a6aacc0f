package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.utils.TypeCheck;

/**
 * Elements at an index as in NumPy, {@code y = x[index]}: slices, positions, new axes, index arrays and masks.
 *
 * <p>In: one array. Out: the indexed shape, of the same dtype; a view unless there are index arrays. Its gradient adds up where an element was taken
 * several times. Chainer: {@code F.get_item}.
 */
public final class GetItem extends FunctionNode {
    private final Slice[] index;

    private GetItem(Slice[] index) {
        this.index = index;
    }

    /** The elements at an index. */
    public static Variable getItem(Variable x, Slice... index) {
        return new GetItem(index).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].get(index));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return new GetItemGrad(index, inputShape(0)).apply(gy);
    }

    /** Adds the gradient to zeros at the places of an index. */
    private static final class GetItemGrad extends FunctionNode {
        private final Slice[] index;
        private final Shape shape;

        GetItemGrad(Slice[] index, Shape shape) {
            this.index = index;
            this.shape = shape;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            NDArray gx = in[0].emptyLike(shape).fill(0);
            gx.addAt(in[0], index);
            return arrays(gx);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            return variables(getItem(gy[0], index));
        }
    }
}
