package org.chainer.functions.evaluation;

import org.chainer.Deferrable;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Share of samples whose label has the greatest score; no gradient.
 *
 * <p>In: y, scores (batch, classes, …); t, integer labels (batch, …). Out: a number of y's dtype. Chainer: {@code F.accuracy}.
 */
public final class Accuracy extends FunctionNode implements Deferrable {
    private final Integer ignoreLabel;

    private Accuracy(Integer ignoreLabel) {
        this.ignoreLabel = ignoreLabel;
    }

    /** Share of right answers. */
    public static Variable accuracy(Variable y, Variable t) {
        return accuracy(y, t, null);
    }

    /** Share of right answers among the samples whose label is not {@code ignoreLabel} (null: among all). */
    public static Variable accuracy(Variable y, Variable t, Integer ignoreLabel) {
        return new Accuracy(ignoreLabel).applySingle(y, t);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        checkScoresAndLabels(in);
    }

    /** Expects scores (batch, classes, …) and integer labels (batch, …). */
    static void checkScoresAndLabels(TypeCheck in) {
        in.names("y", "t").count(2).floating(0).integer(1).minRank(0, 2);
        Shape y = in.shape(0);
        Shape t = in.shape(1);
        boolean fits = t.rank() >= 1
                && t.rank() < y.rank()
                && y.withoutAxes(1).subShape(0, t.rank()).equals(t);
        for (int axis = t.rank() + 1; fits && axis < y.rank(); axis++) {
            fits = y.dim(axis) == 1;
        }
        in.expect(y.dim(1) > 0, "y.shape[1] > 0", "0 (shape " + y + ")");
        in.expect(fits, "t.shape == y.shape without axis 1", "t.shape " + t + ", y.shape " + y);
    }

    @Override
    public Shape deferredShape(Variable[] in) {
        return in[0].isDeferred() && !in[1].isDeferred() ? Shape.of() : null;
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray labels = in[1].reshape(in[0].shape().withoutAxes(1)).astype(DType.INT64);
        NDArray right = in[0].argMax(1).apply(BinaryOp.EQUAL, labels);
        NDArray result;
        if (ignoreLabel == null) {
            result = right.astype(in[0].dtype()).mean();
        } else {
            NDArray counts = labels.apply(BinaryOp.NOT_EQUAL, ignoreLabel);
            double hits = right.apply(BinaryOp.LOGICAL_AND, counts).sum().item();
            double total = counts.sum().item();
            result = in[0].emptyLike(Shape.of()).fill(total == 0 ? 0.0 : hits / total);
        }
        return arrays(result);
    }
}
