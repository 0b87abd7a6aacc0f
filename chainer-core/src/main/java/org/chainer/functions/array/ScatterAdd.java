package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.utils.TypeCheck;

/**
 * Adds an array to the elements of another at an index: {@code y = a; y[slices] += b}. A place that index arrays name several times gets all its summands.
 *
 * <p>In: a and b of one dtype; b has the shape of {@code a[slices]}. Out: a's shape. Chainer: {@code F.scatter_add}.
 */
public final class ScatterAdd extends FunctionNode {
    private final Slice[] slices;

    private ScatterAdd(Slice[] slices) {
        this.slices = slices;
    }

    /** {@code a} with {@code b} added at an index. */
    public static Variable scatterAdd(Variable a, Slice[] slices, Variable b) {
        return new ScatterAdd(slices).applySingle(a, b);
    }

    /** {@code a} with {@code b} added at an index. */
    public static Variable scatterAdd(Variable a, Slice slice, Variable b) {
        return scatterAdd(a, new Slice[] {slice}, b);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("a", "b").count(2).sameDType(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        Shape shape = in[0].get(slices).shape();
        new TypeCheck(this, in)
                .expect(
                        shape.equals(in[1].shape()),
                        "a[slices].shape == b.shape (arrays are not broadcast)",
                        shape + " != " + in[1].shape());
        NDArray y = in[0].copy();
        y.addAt(in[1], slices);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 0 ? gy[0] : gy[0].get(slices);
        }
        return gx;
    }
}
