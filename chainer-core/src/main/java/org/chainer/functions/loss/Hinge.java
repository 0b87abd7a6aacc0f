package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Hinge loss of one-vs-rest classification: {@code max(0, 1 − δ·x)}, where δ is 1 for the right class and −1 for the others; with norm L2 its square.
 *
 * <p>In: x, class scores (batch, classes) of a floating-point dtype; t, labels (batch) of an integer dtype. Out: the sum over classes, averaged over the
 * batch ({@code mean}), or the losses (batch, classes) ({@code no}). Chainer: {@code F.hinge}.
 *
 * @see <a href="https://arxiv.org/abs/1306.0239">Tang, Deep learning using linear support vector machines, 2013</a>
 */
public final class Hinge {
    private Hinge() {}

    /** Mean L1 hinge loss. */
    public static Variable hinge(Variable x, Variable t) {
        return hinge(x, t, "L1");
    }

    /** Mean hinge loss. */
    public static Variable hinge(Variable x, Variable t, String norm) {
        return hinge(x, t, norm, "mean");
    }

    /**
     * Hinge loss.
     *
     * @param norm {@code L1} or {@code L2}
     * @param reduce {@code mean} or {@code no}
     * @throws IllegalArgumentException if there is no such norm or reduction
     * @throws IndexOutOfBoundsException if a label is not the number of a class
     */
    public static Variable hinge(Variable x, Variable t, String norm, String reduce) {
        if (!norm.equals("L1") && !norm.equals("L2")) {
            throw new IllegalArgumentException("hinge: norm must be 'L1' or 'L2', not '" + norm + "'");
        }
        Reduction.check("hinge", reduce, "mean", "no");
        TypeCheck.of("hinge", x, t)
                .names("x", "t")
                .floating(0)
                .integer(1)
                .rank(0, 2)
                .rank(1, 1)
                .sameDim(0, 0, 1, 0);
        Variable distance = ReLU.relu(
                x.mul(new Variable(signs(x.array(), t.array()), false)).add(1));
        Variable losses = norm.equals("L1") ? distance : distance.mul(distance);
        return reduce.equals("mean") ? Sum.sum(losses).div(Math.max(x.dim(0), 1)) : losses;
    }

    /** −1 for the right class, 1 for the others. */
    private static NDArray signs(NDArray x, NDArray t) {
        Labels.check("hinge", t, x.dim(1), null);
        NDArray signs = x.emptyLike().fill(1);
        NDArray column = t.expandDims(1);
        NDArray change = x.emptyLike(column.shape()).fill(-2);
        x.device().indexing().scatterAddAlongAxis(change, column, 1, signs);
        return signs;
    }
}
