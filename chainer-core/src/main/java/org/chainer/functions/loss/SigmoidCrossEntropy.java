package org.chainer.functions.loss;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.utils.TypeCheck;

/**
 * Cross entropy of the logistic function and binary labels: {@code −t·ln σ(x) − (1 − t)·ln(1 − σ(x))}, element by element. Elements whose label is −1
 * count nothing.
 *
 * <p>In: x of a floating-point dtype; t, labels 0, 1 or −1 of an integer dtype and x's shape. Out: the sum divided by the number of elements that count
 * (or, with normalize false, by the length of the first axis), or the elements' losses (reduce {@code no}). Chainer: {@code F.sigmoid_cross_entropy}.
 */
public final class SigmoidCrossEntropy extends FunctionNode {
    private static final int IGNORED = -1;

    private final boolean normalize;
    private final String reduce;
    private double scale = 1;

    private SigmoidCrossEntropy(boolean normalize, String reduce) {
        this.normalize = normalize;
        this.reduce = Reduction.check("sigmoid_cross_entropy", reduce, "mean", "no");
    }

    /** Mean over the elements that count. */
    public static Variable sigmoidCrossEntropy(Variable x, Variable t) {
        return sigmoidCrossEntropy(x, t, true, "mean");
    }

    /**
     * Cross entropy.
     *
     * @param normalize whether the mean is taken over all elements that count (else: the sum is divided by the length of the first axis)
     * @param reduce {@code mean} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     */
    public static Variable sigmoidCrossEntropy(Variable x, Variable t, boolean normalize, String reduce) {
        return new SigmoidCrossEntropy(normalize, reduce).applySingle(x, t);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "t").count(2).floating(0).integer(1).sameShape(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            NDArray x = in[0].astype(Reduction.wide(in[0].dtype()));
            NDArray t = in[1].astype(x.dtype());
            NDArray softplus = x.emptyLike();
            x.device().elementwise().unary(UnaryOp.SOFTPLUS, x, 1, 0, softplus);
            NDArray losses = softplus.sub(x.mul(t)).mul(counted(t));
            if (reduce.equals("no")) {
                return arrays(losses.astype(in[0].dtype()));
            }
            double count = normalize ? counted(t.flatten()).sum().item() : x.rank() == 0 ? 1 : x.dim(0);
            scale = 1 / Math.max(count, 1);
            return arrays(losses.sum().mul(scale).astype(in[0].dtype()));
        });
    }

    /** 1 where a label counts, else 0. */
    private static NDArray counted(NDArray t) {
        return t.apply(BinaryOp.NOT_EQUAL, IGNORED).astype(t.dtype());
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                Variable x = retainedInput(0);
                NDArray t = inputData(1).astype(x.dtype());
                NDArray factor = counted(t).mulAssign(scale);
                gx[i] = Sigmoid.sigmoid(x)
                        .sub(new Variable(t, false))
                        .mul(new Variable(factor, false))
                        .mul(gy[0]);
            }
        }
        return gx;
    }
}
