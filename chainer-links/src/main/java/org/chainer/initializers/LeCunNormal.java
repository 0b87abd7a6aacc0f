package org.chainer.initializers;

import org.chainer.Initializer;
import org.chainer.array.NDArray;

/**
 * Normal distribution with standard deviation {@code scale·√(1 / fan-in)}: Chainer's default for weights.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-35289-8_3">LeCun et al., Efficient BackProp, 1998</a>
 */
public final class LeCunNormal implements Initializer {
    private final double scale;

    /** Scale 1. */
    public LeCunNormal() {
        this(1);
    }

    /** A scale. */
    public LeCunNormal(double scale) {
        this.scale = scale;
    }

    /**
     * Fills an array of at least two axes.
     *
     * @throws IllegalArgumentException if it has fewer
     */
    @Override
    public void initialize(NDArray array) {
        new Normal(scale * Math.sqrt(1 / Fans.of("LeCunNormal", array.shape()).in())).initialize(array);
    }
}
