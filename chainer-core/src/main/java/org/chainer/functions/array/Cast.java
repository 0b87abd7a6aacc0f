package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * Conversion to another dtype; the gradient is converted back. Arrays of integers have no gradient.
 *
 * <p>In: one array. Out: the same shape. Chainer: {@code F.cast}.
 */
public final class Cast extends FunctionNode {
    private final DType dtype;

    private Cast(DType dtype) {
        this.dtype = dtype;
    }

    /** An array converted to a dtype. */
    public static Variable cast(Variable x, DType dtype) {
        return x.dtype() == dtype ? x : new Cast(dtype).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(in[0].astype(dtype));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(inputDType(0).isFloating() ? cast(gy[0], inputDType(0)) : (Variable) null);
    }
}
