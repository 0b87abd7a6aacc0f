package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.TypeCheck;

/**
 * Determinants of square matrices. In: floating-point numbers (n, n), or (batch, n, n) for batch_det. Out: a scalar, or (batch), of the same dtype:
 * {@code Σ sgn(σ) Π a[i, σ(i)]} over permutations σ. Chainer: {@code F.det}, {@code F.batch_det}.
 */
public final class Det extends FunctionNode {
    private Det() {}

    /** The determinant of one matrix (n, n). */
    public static Variable det(Variable a) {
        TypeCheck.of("det", a).names("a").floating(0).rank(0, 2).sameDim(0, 0, 0, 1);
        return Reshape.reshape(batchDet(Reshape.expandDims(a, 0)), Shape.of());
    }

    /** The determinant of each matrix of (batch, n, n): (batch). Its gradient exists for regular matrices only. */
    public static Variable batchDet(Variable a) {
        return new Det().applySingle(a);
    }

    @Override
    public String label() {
        return "det";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("a").count(1).floating(0).rank(0, 3).sameDim(0, 1, 0, 2);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        retainOutputs(0);
        NDArray y = in[0].emptyLike(Shape.of(in[0].dim(0)));
        y.device().linalg().determinant(in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable inverse = Inv.batchInv(Transpose.swapLastAxes(retainedInput(0)));
        Variable g = gy[0].mul(retainedOutput(0));
        return variables(inverse.mul(Reshape.reshape(g, g.dim(0), 1, 1)));
    }
}
