package org.chainer.functions.noise;

import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.utils.TypeCheck;

/**
 * Dropout: {@code y = x · mask}, where each element of the mask is 0 with probability {@code ratio}, else {@code 1 / (1 − ratio)}; so the expectation
 * of y is x. Outside training ({@link org.chainer.Config#TRAIN} is false) y is x itself.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.dropout}.
 *
 * @see <a href="https://arxiv.org/abs/1207.0580">Hinton et al., Improving neural networks by preventing co-adaptation of feature detectors, 2012</a>
 */
public final class Dropout extends FunctionNode {
    private final double ratio;
    private final boolean returnMask;
    private NDArray mask;

    private Dropout(double ratio, NDArray mask, boolean returnMask) {
        if (!(ratio >= 0 && ratio < 1)) {
            throw new IllegalArgumentException("dropout: ratio is " + ratio + ", expected 0 <= ratio < 1");
        }
        this.ratio = ratio;
        this.mask = mask;
        this.returnMask = returnMask;
    }

    /**
     * The result together with the mask.
     *
     * @param y the output
     * @param mask what x was multiplied by, to be used again; null outside training
     */
    public record WithMask(Variable y, NDArray mask) {}

    /** Dropout with ratio 0.5. */
    public static Variable dropout(Variable x) {
        return dropout(x, 0.5);
    }

    /**
     * Dropout.
     *
     * @throws IllegalArgumentException if the ratio is not in [0, 1)
     */
    public static Variable dropout(Variable x, double ratio) {
        return dropout(x, ratio, null);
    }

    /**
     * Dropout with a given mask.
     *
     * @param mask what x is multiplied by, of x's shape, dtype and device; null for a random one. With a mask the ratio does not matter.
     */
    public static Variable dropout(Variable x, double ratio, NDArray mask) {
        return Chainer.config().train() ? new Dropout(ratio, mask, false).applySingle(x) : x;
    }

    /** Dropout that also returns the mask: Chainer's {@code return_mask=True}. */
    public static WithMask dropoutReturnMask(Variable x, double ratio, NDArray mask) {
        if (!Chainer.config().train()) {
            return new WithMask(x, null);
        }
        Dropout function = new Dropout(ratio, mask, true);
        Variable y = function.applySingle(x);
        return new WithMask(y, function.mask);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
        if (mask != null) {
            in.expect(
                    mask.shape().equals(in.shape(0)) && mask.dtype() == in.dtype(0),
                    "mask.shape == x.shape and mask.dtype == x.dtype",
                    mask.shape() + " " + mask.dtype() + " for x " + in.shape(0) + " " + in.dtype(0));
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        if (keepsAll()) {
            return arrays(in[0].copy());
        }
        if (mask == null) {
            NDArray drawn = in[0].emptyLike();
            RandomState.shared().fillBernoulli(1 - ratio, 1 / (1 - ratio), drawn);
            mask = returnMask ? drawn : keep(drawn);
        }
        return arrays(in[0].mul(mask));
    }

    /** With ratio 0 there is nothing to draw: models that have dropout switched off should not pay for it. */
    private boolean keepsAll() {
        return ratio == 0 && mask == null && !returnMask;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return keepsAll() ? gy : variables(gy[0].mul(new Variable(mask, false)));
    }
}
