package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/** What families of densities {@code f((x − loc) / scale) / scale} on the real line share: their two parameters. */
abstract class LocationScale extends Distribution {
    private final Variable loc;
    private final Variable scale;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    LocationScale(String family, Variable loc, Variable scale) {
        TypeCheck.of(family, loc, scale)
                .names("loc", "scale")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        this.loc = loc;
        this.scale = scale;
    }

    /** The parameter that moves the density. */
    public final Variable loc() {
        return loc;
    }

    /** The parameter that widens the density, positive. */
    public final Variable scale() {
        return scale;
    }

    /** {@code (x − loc) / scale}. */
    final Variable standardized(Variable x) {
        return points(x, loc).sub(loc).div(scale);
    }

    @Override
    public Shape batchShape() {
        return loc.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("loc", loc, "scale", scale);
    }

    @Override
    public String support() {
        return "real";
    }
}
