package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * The same elements, in C order, in another shape: {@code y.flat[i] = x.flat[i]}.
 *
 * <p>In: one array. Out: the shape asked for, of the same dtype; a view where strides allow. Chainer: {@code F.reshape}.
 */
public final class Reshape extends FunctionNode {
    private final long[] shape;

    private Reshape(long[] shape) {
        this.shape = shape;
    }

    /** An array in another shape; one length may be −1 and follows from the others. */
    public static Variable reshape(Variable x, long... shape) {
        return new Reshape(shape).applySingle(x);
    }

    /** An array in another shape. */
    public static Variable reshape(Variable x, Shape shape) {
        return x.shape().equals(shape) ? x : new Reshape(shape.toArray()).applySingle(x);
    }

    /** The elements along one axis. */
    public static Variable flatten(Variable x) {
        return reshape(x, Shape.of(x.size()));
    }

    /** An array with one more axis of length 1 at the given position of the result (negative: from its end). */
    public static Variable expandDims(Variable x, int axis) {
        int rank = x.rank();
        TypeCheck.of("expand_dims", x)
                .names("x")
                .expect(
                        -rank - 1 <= axis && axis <= rank,
                        (-rank - 1) + " <= axis <= " + rank + " for x.ndim == " + rank,
                        "axis == " + axis + " (shape " + x.shape() + ")");
        int at = axis < 0 ? axis + rank + 1 : axis;
        Shape head = x.shape().subShape(0, at);
        return reshape(x, head.concat(Shape.of(1)).concat(x.shape().subShape(at, rank)));
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1);
        long known = 1;
        int unknown = 0;
        for (long dim : shape) {
            known *= dim == -1 ? 1 : dim;
            unknown += dim == -1 ? 1 : 0;
        }
        long size = in.shape(0).size();
        boolean fits = unknown == 0 ? known == size : unknown == 1 && known > 0 && size % known == 0;
        in.expect(
                fits,
                "x.size fits shape " + java.util.Arrays.toString(shape),
                size + " elements (shape " + in.shape(0) + ")");
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].reshape(shape));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(reshape(gy[0], inputShape(0)));
    }
}
