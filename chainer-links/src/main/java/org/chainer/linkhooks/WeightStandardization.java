package org.chainer.linkhooks;

import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.WeightHook;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.normalization.GroupNormalization;

/**
 * Standardises a link's weight for each output: {@code (W − mean(W)) / √(var(W) + eps)}, statistics over all axes but the first. Made for convolutions that are followed by group normalisation; it works
 * for linear layers and embeddings too. Chainer: {@code link_hooks.WeightStandardization}.
 *
 * @see <a href="https://arxiv.org/abs/1903.10520">Qiao et al., Weight Standardization, 2019</a>
 */
public class WeightStandardization extends WeightHook {
    private final double eps;
    private final String name;

    /** For the parameter {@code W}, eps 10⁻⁵. */
    public WeightStandardization() {
        this(1e-5, "W", "WeightStandardization");
    }

    /**
     * For a parameter.
     *
     * @param eps what is added to the variance
     * @param weightName the parameter
     * @param name the hook's name
     */
    public WeightStandardization(double eps, String weightName, String name) {
        super(weightName);
        this.eps = eps;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    protected Variable normalized(Link link, Variable weight) {
        Shape inputs = Shape.of(weight.dim(1));
        NDArray gamma = weight.array().emptyLike(inputs).fill(1);
        NDArray beta = weight.array().emptyLike(inputs).fill(0);
        return GroupNormalization.groupNormalization(
                weight, 1, new Variable(gamma, false), new Variable(beta, false), eps);
    }
}
