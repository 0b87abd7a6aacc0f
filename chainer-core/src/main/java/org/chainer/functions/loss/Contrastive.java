package org.chainer.functions.loss;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Clip;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Contrastive loss of pairs, which draws similar ones together and pushes others apart up to a margin: {@code (y·d² + (1 − y)·max(margin − d, 0)²) / 2},
 * where d is the Euclidean distance of a pair.
 *
 * <p>In: x0 and x1 (batch, units) of one floating-point dtype; y (batch), 1 for similar pairs, else 0, of an integer dtype. Out: the mean, or (reduce
 * {@code no}) the loss of each pair. Chainer: {@code F.contrastive}.
 *
 * @see <a href="https://doi.org/10.1109/CVPR.2005.202">Chopra et al., Learning a similarity metric discriminatively, 2005</a>
 */
public final class Contrastive extends FunctionNode {
    private final double margin;
    private final String reduce;

    private Contrastive(double margin, String reduce) {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("contrastive: margin is " + margin + ", expected a positive number");
        }
        this.margin = margin;
        this.reduce = Reduction.check("contrastive", reduce, "mean", "no");
    }

    /** Mean loss with margin 1. */
    public static Variable contrastive(Variable x0, Variable x1, Variable y) {
        return contrastive(x0, x1, y, 1);
    }

    /** Mean loss. */
    public static Variable contrastive(Variable x0, Variable x1, Variable y, double margin) {
        return contrastive(x0, x1, y, margin, "mean");
    }

    /**
     * The loss.
     *
     * @param margin distance beyond which dissimilar pairs cost nothing
     * @param reduce {@code mean} or {@code no}
     * @throws IllegalArgumentException if the margin is not positive or there is no such reduction
     */
    public static Variable contrastive(Variable x0, Variable x1, Variable y, double margin, String reduce) {
        return new Contrastive(margin, reduce).applySingle(x0, x1, y);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x0", "x1", "y")
                .count(3)
                .floating(0)
                .sameDType(0, 1)
                .integer(2)
                .rank(0, 2)
                .sameShape(0, 1)
                .rank(2, 1)
                .sameDim(0, 0, 2, 0)
                .expect(in.shape(0).dim(0) > 0, "x0.shape[0] > 0", "0 (shape " + in.shape(0) + ")");
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1, 2);
        return tidy(() -> {
            DType wide = Reduction.wide(in[0].dtype());
            NDArray squared = in[0].astype(wide).sub(in[1].astype(wide)).reduce(ReduceOp.SUM_OF_SQUARES, false, 1);
            NDArray y = in[2].astype(wide);
            NDArray shortfall = squared.apply(UnaryOp.SQRT).neg().add(margin).apply(BinaryOp.MAXIMUM, 0);
            NDArray losses = y.mul(squared)
                    .add(y.neg().add(1).mul(shortfall).mul(shortfall))
                    .mul(0.5);
            return arrays((reduce.equals("mean") ? losses.mean() : losses).astype(in[0].dtype()));
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable difference = retainedInput(0).sub(retainedInput(1));
        Variable distance = Sqrt.sqrt(Sum.sum(difference.mul(difference), 1));
        NDArray y = inputData(2).astype(difference.dtype());
        // The least divisor is a number whose reciprocal float16 can hold.
        double least = difference.dtype() == DType.FLOAT16 ? 5e-3 : 1e-7;
        Variable push = ReLU.relu(distance.rsub(margin)).div(Clip.clip(distance, least, Double.POSITIVE_INFINITY));
        Variable pull = new Variable(y, false);
        Variable factor = pull.sub(push.mul(new Variable(y.neg().add(1), false)));
        Variable g = reduce.equals("mean") ? gy[0].div(difference.dim(0)) : gy[0];
        Variable gx0 = difference.mul(Reshape.expandDims(factor.mul(g), 1));
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 0 ? gx0 : wanted[i] == 1 ? gx0.neg() : null;
        }
        return gx;
    }
}
