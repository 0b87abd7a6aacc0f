package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Normal distribution with standard deviation {@code scale·√(2 / fan)}, for layers in front of ReLU.
 *
 * <p>The array must have at least two axes (out, in, kernel…). Chainer: {@code initializers.HeNormal}.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving Deep into Rectifiers, 2015</a>
 */
public final class HeNormal extends RandomInitializer {
    private final String fanOption;

    /** Scale 1, and the fan-in. */
    public HeNormal() {
        this(1);
    }

    /** A scale, and the fan-in. */
    public HeNormal(double scale) {
        this(scale, null, "fan_in", null);
    }

    /**
     * A scale, and which fan counts.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param fanOption {@code fan_in} or {@code fan_out}
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite, or there is no such option
     */
    public HeNormal(double scale, DType dtype, String fanOption, RandomState random) {
        super(scale, dtype, random);
        this.fanOption = fanOption;
        if (!fanOption.equals("fan_in") && !fanOption.equals("fan_out")) {
            throw new IllegalArgumentException(
                    "HeNormal: fan option is '" + fanOption + "', expected 'fan_in' or 'fan_out'");
        }
    }

    @Override
    void fill(NDArray array) {
        Fans fans = fans(array);
        fillNormal(scale() * Math.sqrt(2 / (fanOption.equals("fan_in") ? fans.in() : fans.out())), array);
    }
}
