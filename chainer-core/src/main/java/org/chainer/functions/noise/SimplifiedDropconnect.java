package org.chainer.functions.noise;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.connection.Linear;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * A fully connected layer of whose weights some are dropped: {@code y = x·(W ∘ mask / (1 − ratio))ᵀ + b}, where each element of the mask is 0 with
 * probability {@code ratio}, else 1. Each example has a mask of its own, or all share one. Unlike in the paper, inference means the plain layer.
 *
 * <p>In: x (batch, …) with in elements an example, W (out, in), optionally b (out), of one floating-point dtype. Out: (batch, out). Chainer: {@code
 * F.simplified_dropconnect}.
 *
 * @see <a href="https://proceedings.mlr.press/v28/wan13.html">Wan et al., Regularization of neural networks using DropConnect, 2013</a>
 */
public final class SimplifiedDropconnect extends FunctionNode {
    private final double ratio;
    private final boolean useBatchwiseMask;
    private NDArray mask;

    private SimplifiedDropconnect(double ratio, NDArray mask, boolean useBatchwiseMask) {
        if (!(ratio >= 0 && ratio < 1)) {
            throw new IllegalArgumentException(
                    "simplified_dropconnect: ratio is " + ratio + ", expected 0 <= ratio < 1");
        }
        this.ratio = ratio;
        this.mask = mask;
        this.useBatchwiseMask = useBatchwiseMask;
    }

    /**
     * The layer with ratio 0.5, in training.
     *
     * @param b bias, or null
     */
    public static Variable simplifiedDropconnect(Variable x, Variable w, Variable b) {
        return simplifiedDropconnect(x, w, b, 0.5, true, null, true);
    }

    /**
     * The layer.
     *
     * @param b bias, or null
     * @param train if false, nothing is dropped at random and nothing scaled
     * @param mask which weights stay: (batch, out, in) or (out, in); null for a random one
     * @param useBatchwiseMask whether a random mask is drawn for each example (else: one for all)
     * @throws IllegalArgumentException if the ratio is not in [0, 1)
     */
    public static Variable simplifiedDropconnect(
            Variable x, Variable w, Variable b, double ratio, boolean train, NDArray mask, boolean useBatchwiseMask) {
        Variable flat = x.rank() > 2 ? Reshape.reshape(x, x.dim(0), x.size() == 0 ? w.dim(1) : -1) : x;
        if (!train && mask == null) {
            return Linear.linear(flat, w, b);
        }
        SimplifiedDropconnect function = new SimplifiedDropconnect(train ? ratio : 0, mask, useBatchwiseMask);
        return b == null ? function.applySingle(flat, w) : function.applySingle(flat, w, b);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "W", "b")
                .count(2, 3)
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 2)
                .rank(1, 2)
                .sameDim(0, 1, 1, 1);
        if (in.size() == 3) {
            in.sameDType(0, 2).rank(2, 1).sameDim(2, 0, 1, 0);
        }
        if (mask != null) {
            Shape batchwise = Shape.of(in.shape(0).dim(0)).concat(in.shape(1));
            in.expect(
                    mask.shape().equals(in.shape(1)) || mask.shape().equals(batchwise),
                    "mask.shape == W.shape or mask.shape == " + batchwise,
                    "mask " + mask.shape() + ", W " + in.shape(1));
            in.expect(
                    mask.device() == in.device(),
                    "mask on the device of x, " + in.device(),
                    "mask on " + mask.device());
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            NDArray x = in[0];
            NDArray w = in[1];
            if (mask == null) {
                Shape shape = useBatchwiseMask ? Shape.of(x.dim(0)).concat(w.shape()) : w.shape();
                mask = keep(w.emptyLike(DType.BOOL, shape));
                RandomState.shared().fillBernoulli(1 - ratio, 1, mask);
            }
            NDArray masked = w.mul(factors(w.dtype()));
            NDArray y;
            if (masked.rank() == 2) {
                y = x.emptyLike(Shape.of(x.dim(0), w.dim(0)));
                x.device().linalg().linear(x, masked, in.length == 3 ? in[2] : null, y);
            } else {
                y = masked.matmul(x.expandDims(2)).reshape(x.dim(0), w.dim(0));
                if (in.length == 3) {
                    y.addAssign(in[2]);
                }
            }
            return arrays(y);
        });
    }

    /** What W is multiplied by. */
    private NDArray factors(DType dtype) {
        return mask.astype(dtype).mul(1 / (1 - ratio));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable factors = new Variable(factors(gy[0].dtype()), false);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = switch (wanted[i]) {
                case 0 -> gradientToX(gy[0], factors);
                case 1 -> gradientToW(gy[0], factors);
                default -> Sum.sum(gy[0], 0);
            };
        }
        return gx;
    }

    private Variable gradientToX(Variable gy, Variable factors) {
        Variable masked = retainedInput(1).mul(factors);
        return factors.rank() == 2
                ? MatMul.matmul(gy, masked)
                : Reshape.reshape(MatMul.matmul(Reshape.expandDims(gy, 1), masked), inputShape(0));
    }

    private Variable gradientToW(Variable gy, Variable factors) {
        Variable x = retainedInput(0);
        if (factors.rank() == 2) {
            return MatMul.matmul(gy, x, true, false).mul(factors);
        }
        Variable outer = Reshape.expandDims(gy, 2).mul(Reshape.expandDims(x, 1));
        return Sum.sum(outer.mul(factors), 0);
    }
}
