package org.chainer.functions.noise;

import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.utils.TypeCheck;

/**
 * Zoneout: each element of the result is h's with probability {@code ratio}, else x's. Outside training the result is x itself.
 *
 * <p>In: h, the state before, and x, the new one, of one shape and floating-point dtype. Out: the same shape and dtype. Chainer: {@code F.zoneout}.
 *
 * @see <a href="https://arxiv.org/abs/1606.01305">Krueger et al., Zoneout: Regularizing RNNs by randomly preserving hidden activations, 2016</a>
 */
public final class Zoneout extends FunctionNode {
    private final double ratio;
    private NDArray takesX;

    private Zoneout(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("zoneout: ratio is " + ratio + ", expected 0 <= ratio <= 1");
        }
        this.ratio = ratio;
    }

    /** Zoneout with ratio 0.5. */
    public static Variable zoneout(Variable h, Variable x) {
        return zoneout(h, x, 0.5);
    }

    /**
     * Zoneout.
     *
     * @throws IllegalArgumentException if the ratio is not in [0, 1]
     */
    public static Variable zoneout(Variable h, Variable x, double ratio) {
        return Chainer.config().train() ? new Zoneout(ratio).applySingle(h, x) : x;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("h", "x").count(2).floating(0).sameDType(0, 1).sameShape(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        takesX = keep(in[1].emptyLike(DType.BOOL, in[1].shape()));
        RandomState.shared().fillBernoulli(1 - ratio, 1, takesX);
        NDArray y = in[1].emptyLike();
        y.device().elementwise().where(takesX, in[1], in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray mask = takesX.astype(gy[0].dtype());
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            NDArray share = wanted[i] == 1 ? mask : mask.neg().add(1);
            gx[i] = gy[0].mul(new Variable(share, false));
        }
        return gx;
    }
}
