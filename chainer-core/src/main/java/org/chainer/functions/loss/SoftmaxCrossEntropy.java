package org.chainer.functions.loss;

import org.chainer.Deferrable;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.HostArray;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.BasicMath;
import org.chainer.utils.TypeCheck;

/**
 * Cross entropy of softmax and labels: {@code −ln softmax(x)[t]}, averaged over the samples or left as it is.
 *
 * <p>In: x, class scores (batch, classes, …) of a floating-point dtype; t, labels (batch, …) of an integer dtype. Out: a number, or (with reduce "no")
 * an array of t's shape. Labels equal to {@code ignoreLabel} count nothing.
 *
 * <p>t may also hold probabilities of the classes, of x's shape and dtype: the loss is {@code −Σ t·ln softmax(x)} then, or (softTargetLoss {@code
 * kl-divergence}) {@code Σ t·(ln t − ln softmax(x))}, averaged over all samples; normalize, classWeight and ignoreLabel don't matter. The gradient goes to x
 * only. Chainer: {@code F.softmax_cross_entropy}, always as with {@code enable_double_backprop=True}.
 */
public final class SoftmaxCrossEntropy extends FunctionNode implements Deferrable {
    private final Options options;
    private NDArray softmax;
    private NDArray labels;
    private double scale;

    private SoftmaxCrossEntropy(Options options) {
        this.options = options;
    }

    /**
     * Options, with Chainer's defaults.
     *
     * @param normalize whether the mean is taken over all samples that are not ignored (else: over the batch)
     * @param classWeight weights (classes) of x's dtype, or null
     * @param ignoreLabel the label that counts nothing
     * @param reduce {@code mean} or {@code no}
     * @param softTargetLoss for probabilities in place of labels, {@code cross-entropy} or {@code kl-divergence}
     */
    public record Options(
            boolean normalize, NDArray classWeight, int ignoreLabel, String reduce, String softTargetLoss) {
        /** Checks the names. */
        public Options {
            Reduction.check("softmax_cross_entropy", reduce, "mean", "no");
            if (!softTargetLoss.equals("cross-entropy") && !softTargetLoss.equals("kl-divergence")) {
                throw new IllegalArgumentException("softmax_cross_entropy: soft_target_loss must be 'cross-entropy'"
                        + " or 'kl-divergence', not '" + softTargetLoss + "'");
            }
        }

        /** Options with cross entropy for probabilities. */
        public Options(boolean normalize, NDArray classWeight, int ignoreLabel, String reduce) {
            this(normalize, classWeight, ignoreLabel, reduce, "cross-entropy");
        }

        /** Chainer's defaults: normalised mean, no weights, −1 ignored. */
        public Options() {
            this(true, null, -1, "mean");
        }
    }

    /** Mean cross entropy. */
    public static Variable softmaxCrossEntropy(Variable x, Variable t) {
        return softmaxCrossEntropy(x, t, new Options());
    }

    /** Cross entropy with options. */
    public static Variable softmaxCrossEntropy(Variable x, Variable t, Options options) {
        return t.dtype().isFloating()
                ? SoftTarget.loss(x, t, options)
                : new SoftmaxCrossEntropy(options).applySingle(x, t);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "t")
                .count(2)
                .floating(0)
                .integer(1)
                .minRank(0, 2)
                .rank(1, in.shape(0).rank() - 1)
                .sameDim(0, 0, 1, 0);
        for (int axis = 2; axis < in.shape(0).rank(); axis++) {
            in.sameDim(0, axis, 1, axis - 1);
        }
        NDArray weight = options.classWeight();
        if (weight != null) {
            in.expect(
                    weight.shape().equals(Shape.of(in.shape(0).dim(1))) && weight.dtype() == in.dtype(0),
                    "class_weight.shape == (x.shape[1],) and class_weight.dtype == x.dtype",
                    weight.shape() + " " + weight.dtype() + " for x " + in.shape(0) + " " + in.dtype(0));
        }
    }

    @Override
    public Shape deferredShape(Variable[] in) {
        if (!in[0].isDeferred() || in[1].isDeferred() || !options.reduce().equals("mean")) {
            return null;
        }
        in[0].device().loss().checkLabels(in[1].array(), options.ignoreLabel(), in[0].dim(1));
        return Shape.of();
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray rows = rows(in[0]);
        labels = in[1].reshape(in[1].size());
        softmax = keep(rows.emptyLike(rows.shape()));
        retainInputs(0, 1);
        NDArray losses = rows.emptyLike(labels.shape());
        long counted = rows.device()
                .loss()
                .softmaxCrossEntropy(rows, labels, options.ignoreLabel(), options.classWeight(), softmax, losses);
        if (options.reduce().equals("no")) {
            scale = 1;
            return arrays(losses.reshape(in[1].shape()));
        }
        scale = 1.0 / Math.max(options.normalize() ? counted : in[0].dim(0), 1);
        NDArray sum = losses.sum();
        sum.mulAssign(scale);
        losses.close();
        return arrays(sum);
    }

    /** The class axis last, all others flattened. */
    private static NDArray rows(NDArray x) {
        return x.rank() == 2
                ? x
                : classesLast(x)
                        .reshape(x.dim(0) * x.shape().subShape(2, x.rank()).size(), x.dim(1));
    }

    private static NDArray classesLast(NDArray x) {
        int[] order = new int[x.rank()];
        for (int i = 2; i < order.length; i++) {
            order[i - 1] = i;
        }
        order[order.length - 1] = 1;
        return x.transpose(order);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                gx[i] = isDoubleBackprop() ? differentiableGradient(gy[0]) : fusedGradient(gy[0].array());
            }
        }
        return gx;
    }

    private Variable fusedGradient(NDArray gy) {
        NDArray x = inputData(0);
        NDArray perRow = gy.rank() == 0 ? gy.broadcastTo(labels.shape()) : gy.reshape(labels.shape());
        NDArray gx = softmax.emptyLike(softmax.shape());
        x.device()
                .loss()
                .softmaxCrossEntropyGrad(
                        softmax, labels, options.ignoreLabel(), options.classWeight(), perRow, scale, gx);
        return new Variable(x.rank() == 2 ? gx : unrolled(gx, x.shape()), false);
    }

    /** The inverse of {@link #rows}. */
    private static NDArray unrolled(NDArray rows, Shape shape) {
        Shape last = shape.withoutAxes(1).concat(Shape.of(shape.dim(1)));
        int[] order = new int[shape.rank()];
        order[1] = order.length - 1;
        for (int i = 2; i < order.length; i++) {
            order[i] = i - 1;
        }
        return rows.reshape(last).transpose(order);
    }

    /** {@code (softmax(x) − onehot(t)) · weight · gy}, with x in the graph. */
    private Variable differentiableGradient(Variable gy) {
        Variable x = retainedInput(0);
        Shape shape = x.shape();
        NDArray onehot = x.array().zerosLike();
        NDArray weights = NDArray.empty(x.device(), x.dtype(), shape.withUnitAxes(1));
        fillTargets(onehot, weights.reshape(inputShape(1)));
        Variable probability = org.chainer.functions.activation.Softmax.softmax(x, 1);
        Variable g = gy.rank() == 0 ? gy : Reshape.reshape(gy, shape.withUnitAxes(1));
        Variable factor = BasicMath.mul(BroadcastTo.broadcastTo(g, weights.shape()), new Variable(weights, false));
        return probability.sub(new Variable(onehot, false)).mul(factor);
    }

    private void fillTargets(NDArray onehot, NDArray weights) {
        long[] t = inputData(1).toLongArray();
        double[] classWeight =
                options.classWeight() == null ? null : options.classWeight().toDoubleArray();
        double[] weight = new double[t.length];
        NDArray host = NDArray.empty(
                org.chainer.backend.Devices.reference(), onehot.dtype(), Shape.of(t.length, onehot.dim(1)));
        double[] hot = new double[(int) host.size()];
        int classes = (int) onehot.dim(1);
        for (int i = 0; i < t.length; i++) {
            if (t[i] != options.ignoreLabel()) {
                hot[i * classes + (int) t[i]] = 1;
                weight[i] = scale * (classWeight == null ? 1 : classWeight[(int) t[i]]);
            }
        }
        HostArray.store(hot, host);
        onehot.copyFrom(unrolled(host, onehot.shape()));
        weights.copyFrom(NDArray.of(weight).reshape(weights.shape()));
    }
}
